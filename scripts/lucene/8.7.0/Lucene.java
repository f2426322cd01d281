import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.queryparser.classic.QueryParser;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.store.ByteBuffersDirectory;

/** Lucene 8.7.0: fields whose name begins with "text" are analysed, all others are keywords. */
public class Lucene {
  private final Analyzer standard = new StandardAnalyzer(CharArraySet.EMPTY_SET);
  private final Analyzer byField =
      new PerFieldAnalyzerWrapper(new KeywordAnalyzer(), Map.of("text", standard, "text2", standard));
  private final ByteBuffersDirectory directory = new ByteBuffersDirectory();
  private final IndexWriter writer;
  private IndexSearcher searcher;

  public Lucene() throws Exception {
    writer = new IndexWriter(directory, new IndexWriterConfig(byField));
  }

  void add(String[] parts) throws Exception {
    Document document = new Document();
    for (int i = 1; i < parts.length; i += 2) document.add(new TextField(parts[i], parts[i + 1], Field.Store.YES));
    writer.addDocument(document);
  }

  String form(String criteria) throws Exception {
    QueryParser parser = new QueryParser("DEFAULT", new WhitespaceAnalyzer());
    parser.setAllowLeadingWildcard(true);
    return parser.parse(criteria).toString("DEFAULT");
  }

  List<String> match(String criteria) throws Exception {
    if (searcher == null) {
      writer.commit();
      searcher = new IndexSearcher(DirectoryReader.open(directory));
    }
    QueryParser parser = new QueryParser("text", byField);
    parser.setAllowLeadingWildcard(true);
    List<String> ids = new ArrayList<>();
    for (ScoreDoc hit : searcher.search(parser.parse(criteria), 1000, Sort.INDEXORDER).scoreDocs) {
      ids.add(searcher.doc(hit.doc).get("id"));
    }
    return ids;
  }

  List<Object[]> tokens(String text) throws Exception {
    List<Object[]> tokens = new ArrayList<>();
    try (TokenStream stream = standard.tokenStream("text", text)) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      OffsetAttribute offset = stream.addAttribute(OffsetAttribute.class);
      PositionIncrementAttribute increment = stream.addAttribute(PositionIncrementAttribute.class);
      int position = -1;
      stream.reset();
      while (stream.incrementToken()) {
        position += increment.getPositionIncrement();
        tokens.add(new Object[] {term.toString(), offset.startOffset(), offset.endOffset(), position});
      }
    }
    return tokens;
  }
}
