import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.io.StringReader;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.KeywordAnalyzer;
import org.apache.lucene.analysis.PerFieldAnalyzerWrapper;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.WhitespaceAnalyzer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.queryParser.QueryParser;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.store.RAMDirectory;
import org.apache.lucene.util.Version;

/** Lucene 3.6.2: fields whose name begins with "text" are analysed, all others are keywords. */
public class Lucene {
  private static final Version VERSION = Version.LUCENE_36;
  private final Analyzer standard = new StandardAnalyzer(VERSION, Collections.emptySet());
  private final Analyzer byField = byField();
  private final RAMDirectory directory = new RAMDirectory();
  private final IndexWriter writer;
  private IndexSearcher searcher;

  public Lucene() throws Exception {
    writer = new IndexWriter(directory, new IndexWriterConfig(VERSION, byField));
  }

  private Analyzer byField() {
    Map<String, Analyzer> analyzers = new HashMap<>();
    analyzers.put("text", standard);
    analyzers.put("text2", standard);
    return new PerFieldAnalyzerWrapper(new KeywordAnalyzer(), analyzers);
  }

  void add(String[] parts) throws Exception {
    Document document = new Document();
    for (int i = 1; i < parts.length; i += 2) {
      document.add(new Field(parts[i], parts[i + 1], Field.Store.YES, Field.Index.ANALYZED));
    }
    writer.addDocument(document);
  }

  /** Expanded terms keep their case, as since 7.0; by default 3.6.2 would lower them on every field. */
  private QueryParser parser(String field, Analyzer analyzer) {
    QueryParser parser = new QueryParser(VERSION, field, analyzer);
    parser.setAllowLeadingWildcard(true);
    parser.setLowercaseExpandedTerms(false);
    return parser;
  }

  String form(String criteria) throws Exception {
    return parser("DEFAULT", new WhitespaceAnalyzer(VERSION)).parse(criteria).toString("DEFAULT");
  }

  List<String> match(String criteria) throws Exception {
    if (searcher == null) {
      writer.commit();
      searcher = new IndexSearcher(IndexReader.open(directory));
    }
    List<String> ids = new ArrayList<>();
    for (ScoreDoc hit : searcher.search(parser("text", byField).parse(criteria), 1000, Sort.INDEXORDER).scoreDocs) {
      ids.add(searcher.doc(hit.doc).get("id"));
    }
    return ids;
  }

  List<Object[]> tokens(String text) throws Exception {
    List<Object[]> tokens = new ArrayList<>();
    TokenStream stream = standard.reusableTokenStream("text", new StringReader(text));
    CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
    OffsetAttribute offset = stream.addAttribute(OffsetAttribute.class);
    PositionIncrementAttribute increment = stream.addAttribute(PositionIncrementAttribute.class);
    int position = -1;
    stream.reset();
    while (stream.incrementToken()) {
      position += increment.getPositionIncrement();
      tokens.add(new Object[] {term.toString(), offset.startOffset(), offset.endOffset(), position});
    }
    return tokens;
  }
}
