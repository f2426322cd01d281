import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers questions about Lucene's classic query language, one per line of standard input, tab between parts,
 * each part after the first a JSON string:
 *
 *   doc     NAME VALUE NAME VALUE ...   adds a document; the first field, id, is its name in answers
 *   form    CRITERIA                    the parsed query as Query.toString(default field) prints it
 *   match   CRITERIA                    the ids of the documents that match, in the order they were added
 *   tokens  TEXT                        StandardAnalyzer without stop words: [term, start, end, position]
 *
 * One line of JSON per question; {"error": ...} where Lucene throws. The class Lucene is compiled against
 * the version that answers (see record.mjs).
 */
public class Main {
  public static void main(String[] arguments) throws Exception {
    BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, "UTF-8"));
    PrintStream answers = new PrintStream(System.out, false, "UTF-8");
    Lucene lucene = new Lucene();
    for (String line = questions.readLine(); line != null; line = questions.readLine()) {
      String[] parts = line.split("\t");
      for (int i = 1; i < parts.length; i++) parts[i] = fromJson(parts[i]);
      if (parts[0].equals("doc")) {
        lucene.add(parts);
        continue;
      }
      try {
        answers.println(answer(lucene, parts));
      } catch (Exception refused) {
        answers.println("{\"error\":" + toJson(String.valueOf(refused.getMessage()).split("\n")[0]) + "}");
      }
    }
    answers.flush();
  }

  private static String answer(Lucene lucene, String[] parts) throws Exception {
    switch (parts[0]) {
      case "form":
        return toJson(lucene.form(parts[1]));
      case "match":
        List<String> ids = new ArrayList<>();
        for (String id : lucene.match(parts[1])) ids.add(toJson(id));
        return ids.toString();
      case "tokens":
        List<String> tokens = new ArrayList<>();
        for (Object[] t : lucene.tokens(parts[1])) tokens.add("[" + toJson((String) t[0]) + "," + t[1] + "," + t[2] + "," + t[3] + "]");
        return tokens.toString();
      default:
        throw new IllegalArgumentException("no such question: " + parts[0]);
    }
  }

  private static String fromJson(String json) {
    StringBuilder text = new StringBuilder();
    for (int i = 1; i < json.length() - 1; i++) {
      char c = json.charAt(i);
      if (c != '\\') {
        text.append(c);
        continue;
      }
      c = json.charAt(++i);
      switch (c) {
        case 'n': text.append('\n'); break;
        case 't': text.append('\t'); break;
        case 'r': text.append('\r'); break;
        case 'b': text.append('\b'); break;
        case 'f': text.append('\f'); break;
        case 'u': text.append((char) Integer.parseInt(json.substring(i + 1, i + 5), 16)); i += 4; break;
        default: text.append(c);
      }
    }
    return text.toString();
  }

  private static String toJson(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') json.append('\\').append(c);
      else if (c < 0x20 || c > 0x7e) json.append(String.format("\\u%04x", (int) c));
      else json.append(c);
    }
    return json.append('"').toString();
  }
}
