package dev.gatehouse.adapter.jwt;

import static dev.gatehouse.adapter.jwt.TestIssuer.MINT;
import static dev.gatehouse.domain.token.TokenRefusal.Form.BAD_JSON;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.gatehouse.testkit.TokenMint;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Headers and claims that are not one strict JSON object, in genuinely signed tokens.
 *
 * <p>Each trick is played twice: on the header and on the claims.
 */
final class HostileJson {
  private final List<Hostile> tokens = new ArrayList<>();

  private HostileJson() {}

  static List<Hostile> tokens() {
    HostileJson family = new HostileJson();
    family.both("header", TokenMint.json(MINT.header()), "alg");
    family.both("claims", TokenMint.json(TokenForger.idClaims()), "iss");
    return family.tokens;
  }

  private void both(String where, String good, String member) {
    duplicates(good, member).forEach((name, json) -> add(where, name, json));
    members().forEach((name, json) -> add(where, name, with(good, json)));
    wholes(good).forEach((name, json) -> add(where, name, json));
    encodings(good).forEach((name, json) -> add(where, name, json));
    for (int i = 1; i < 16; i++) {
      add(where, "cut after " + i + "/16", good.substring(0, good.length() * i / 16));
    }
    add(where, "cut before its last brace", good.substring(0, good.length() - 1));
  }

  /** A good object with one more member in front. */
  private static String with(String good, String member) {
    return "{" + member + "," + good.substring(1);
  }

  private static Map<String, String> duplicates(String good, String member) {
    Map<String, String> tricks = new LinkedHashMap<>();
    String escaped = "\\u%04x".formatted((int) member.charAt(0)) + member.substring(1);
    tricks.put("its first member twice", with(good, "\"" + member + "\":\"x\""));
    tricks.put("its first member twice, once escaped", with(good, "\"" + escaped + "\":\"x\""));
    tricks.put("the same twice", with(good, "\"x\":1,\"x\":1"));
    tricks.put("null and then a value", with(good, "\"x\":null,\"x\":1"));
    tricks.put("twice with another between", with(good, "\"x\":1,\"y\":2,\"x\":1"));
    tricks.put("the empty name twice", with(good, "\"\":1,\"\":2"));
    tricks.put("__proto__ twice", with(good, "\"__proto__\":1,\"__proto__\":2"));
    tricks.put("\\u0041 and \\u0041", with(good, "\"\\u0041\":1,\"\\u0041\":2"));
    tricks.put("A and \\u0041", with(good, "\"A\":1,\"\\u0041\":2"));
    tricks.put("/ and \\/", with(good, "\"/\":1,\"\\/\":2"));
    tricks.put("an emoji and its escapes", with(good, "\"\uD83D\uDE00\":1,\"\\uD83D\\ude00\":2"));
    tricks.put("the last member again", good.substring(0, good.length() - 1) + ",\"z\":1,\"z\":1}");
    for (int depth = 2; depth <= 16; depth++) {
      tricks.put(
          "twice at depth " + depth,
          with(
              good,
              "\"x\":"
                  + "{\"x\":".repeat(depth - 2)
                  + "{\"y\":1,\"y\":2}"
                  + "}".repeat(depth - 2)));
    }
    tricks.put("twice in an object in an array", with(good, "\"x\":[1,{\"y\":1,\"y\":2}]"));
    tricks.put("twice in a later object of an array", with(good, "\"x\":[{},{\"y\":1,\"y\":2}]"));
    tricks.put("twice, an array within", with(good, "\"x\":{\"y\":[],\"z\":{},\"y\":[]}"));
    return tricks;
  }

  /** Members that no good object has. */
  private static Map<String, String> members() {
    Map<String, String> tricks = new LinkedHashMap<>();
    for (String number :
        List.of(
            "1e300",
            "-1e300",
            "1E300",
            "1e+300",
            "1e16",
            "1E16",
            "1.0e16",
            "-1e16",
            "10000000000000000.0",
            "9007199254740994.0",
            "-9007199254740994.0",
            "1e308",
            "1e309",
            "-1e309",
            "1e400",
            "1e99999999999",
            "9223372036854775808",
            "-9223372036854775809",
            "18446744073709551616",
            "9".repeat(100),
            "-" + "9".repeat(100),
            "0." + "1".repeat(100),
            "1e" + "0".repeat(100) + "1",
            "NaN",
            "-NaN",
            "Infinity",
            "-Infinity",
            "+Infinity",
            "Inf",
            "01",
            "-01",
            "00",
            "007.5",
            "+1",
            "--1",
            "0x10",
            "0b1",
            "0o7",
            "1.",
            ".5",
            "-.5",
            "-",
            "1e",
            "1e+",
            "1e1.5",
            "1.2.3",
            "1_000",
            "1,000",
            "1 000",
            "1L",
            "1n",
            "1f",
            "1%",
            "\u0661",
            "\uFF11")) {
      tricks.put("number " + brief(number), "\"x\":" + number);
      tricks.put("number " + brief(number) + " in an array", "\"x\":[" + number + "]");
    }
    for (int more : List.of(17, 18, 100, 500)) {
      int inner = more - 1;
      tricks.put("arrays to depth " + more, "\"x\":" + "[".repeat(inner) + "]".repeat(inner));
      tricks.put(
          "objects to depth " + more,
          "\"x\":" + "{\"x\":".repeat(inner - 1) + "{}" + "}".repeat(inner - 1));
    }
    tricks.put("both to depth 17", "\"x\":" + "[{\"x\":".repeat(8) + "1" + "}]".repeat(8));
    for (String lone :
        List.of(
            "\\ud800",
            "\\udbff",
            "\\udc00",
            "\\udfff",
            "\\ude00\\ud83d",
            "\\ud83dx",
            "\\ud83d\\ud83d",
            "\\ud83d\\n",
            "\\ud83d\\ude00\\ude00",
            "\\ud83d\\ud83d\\ude00",
            "x\\ud83d")) {
      tricks.put("lone surrogate " + lone, "\"x\":\"" + lone + "\"");
      tricks.put("lone surrogate " + lone + " in a name", "\"" + lone + "\":1");
      tricks.put("lone surrogate " + lone + " in an array", "\"x\":[\"" + lone + "\"]");
      tricks.put("lone surrogate " + lone + " in a deep name", "\"x\":[{\"" + lone + "\":1}]");
    }
    for (String string :
        List.of(
            "\\x41",
            "\\'",
            "\\a",
            "\\0",
            "\\v",
            "\\U0041",
            "\\u",
            "\\u12",
            "\\u123",
            "\\uZZZZ",
            "\\u 041",
            "\\u{41}",
            "\\u-041",
            "\\u+041",
            "\\u\uFF10041",
            "\\",
            "\u0000",
            "\u0001",
            "\b",
            "\t",
            "\n",
            "\u000B",
            "\f",
            "\r",
            "\u001F")) {
      tricks.put("string " + TokenMint.json(string), "\"x\":\"" + string + "\"");
      tricks.put("name " + TokenMint.json(string), "\"" + string + "x\":1");
    }
    for (String value :
        List.of(
            "True",
            "TRUE",
            "tru",
            "truex",
            "nul",
            "Null",
            "NULL",
            "None",
            "undefined",
            "yes",
            "x",
            "'x'",
            "`x`",
            "\u201Cx\u201D",
            "\"x",
            "x\"",
            "\"x\"\"y\"",
            "[1,]",
            "[,1]",
            "[,]",
            "[1,,2]",
            "[1 2]",
            "[1;2]",
            "[1}",
            "{\"y\":1]",
            "{\"y\":1,}",
            "{,}",
            "{\"y\"}",
            "{\"y\":}",
            "{:1}",
            "{\"y\" 1}",
            "{\"y\"=1}",
            "{\"y\"::1}",
            "{y:1}",
            "{'y':1}",
            "{1:2}",
            "{null:1}",
            "{true:1}",
            "{[]:1}",
            "[",
            "]",
            "{",
            "}",
            "(1)",
            "<1>",
            "1//x",
            "1/*x*/",
            "/**/1",
            "1#x",
            "\"a\"+\"b\"",
            "")) {
      tricks.put("value " + value, "\"x\":" + value);
    }
    tricks.put("no colon", "\"x\"1");
    tricks.put("a name alone", "\"x\"");
    tricks.put("a value alone", "1");
    tricks.put("a name without quotes", "x:1");
    tricks.put("a name in single quotes", "'x':1");
    tricks.put("nothing before the first comma", "");
    tricks.put("two commas", "\"x\":1,");
    tricks.put("a semicolon", "\"x\":1;\"y\":1");
    return tricks;
  }

  private static String brief(String number) {
    return number.length() > 40
        ? number.substring(0, 10) + "... (" + number.length() + ")"
        : number;
  }

  private static Map<String, String> wholes(String good) {
    Map<String, String> tricks = new LinkedHashMap<>();
    for (String whole :
        List.of("[]", "\"x\"", "\"\"", "1", "-0", "1.5", "null", "true", "false", "[{}]", "{{}}")) {
      tricks.put("not an object but " + whole, whole);
    }
    tricks.put("nothing", "");
    tricks.put("white space alone", " \t\r\n ");
    tricks.put("itself in an array", "[" + good + "]");
    tricks.put("itself in a string", TokenMint.json(good));
    tricks.put("itself twice", good + good);
    tricks.put("itself twice on two lines", good + "\n" + good);
    tricks.put("an empty object and then itself", "{}" + good);
    for (String more :
        List.of("{}", "x", "1", "null", ",", "}", "]", "\"", ";", "\u0000", "/**/", "//")) {
      tricks.put("itself and then " + TokenMint.json(more), good + more);
      tricks.put("itself and, after a space, " + TokenMint.json(more), good + " " + more);
    }
    for (String more :
        List.of("x", ",", "{", "[", ")]}',\n", "while(1);", "/**/", "//\n", "#\n", "\u0000")) {
      tricks.put("itself after " + TokenMint.json(more), more + good);
    }
    for (String space : List.of("\u000B", "\f", "\u0085", "\u00A0", "\u2003", "\u2028", "\u3000")) {
      String name = "U+%04X".formatted((int) space.charAt(0));
      tricks.put("space " + name + " in front", space + good);
      tricks.put("space " + name + " behind", good + space);
      tricks.put("space " + name + " within", good.replaceFirst(":", ":" + space));
    }
    tricks.put("a comma before its end", good.substring(0, good.length() - 1) + ",}");
    tricks.put("a bracket for its last brace", good.substring(0, good.length() - 1) + "]");
    tricks.put("single quotes", good.replace('"', '\''));
    tricks.put("no quotes", good.replace("\"", ""));
    tricks.put("colons as arrows", good.replace(":", "=>"));
    tricks.put("a comment within", good.replaceFirst(",", ",/* x */"));
    tricks.put("a line comment within", good.replaceFirst(",", ",// x\n"));
    return tricks;
  }

  /** The text in other encodings, and with bytes in a value or a name that are no UTF-8. */
  private static Map<String, byte[]> encodings(String good) {
    Map<String, byte[]> tricks = new LinkedHashMap<>();
    for (String charset : List.of("UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE")) {
      tricks.put(charset, good.getBytes(Charset.forName(charset)));
      tricks.put(charset + " with its mark", ("\uFEFF" + good).getBytes(Charset.forName(charset)));
    }
    tricks.put("a byte order mark in front", TokenForger.bytes("\uFEFF" + good));
    tricks.put("two byte order marks in front", TokenForger.bytes("\uFEFF\uFEFF" + good));
    tricks.put("a byte order mark behind", TokenForger.bytes(good + "\uFEFF"));
    tricks.put("a byte order mark within", TokenForger.bytes(good.replaceFirst(":", ":\uFEFF")));
    tricks.put("half a byte order mark", bytes("\u00EF\u00BB" + good));
    Map<String, String> wrong = new LinkedHashMap<>();
    wrong.put("overlong NUL", "C080");
    wrong.put("overlong A", "C181");
    wrong.put("overlong DEL", "C1BF");
    wrong.put("overlong in three bytes", "E08080");
    wrong.put("overlong in three bytes, the last", "E09FBF");
    wrong.put("overlong in four bytes", "F0808080");
    wrong.put("overlong in four bytes, the last", "F08FBFBF");
    wrong.put("one byte of two", "C3");
    wrong.put("two bytes of three", "E282");
    wrong.put("one byte of three", "E2");
    wrong.put("three bytes of four", "F09F98");
    wrong.put("one byte of four", "F0");
    wrong.put("lone continuation 80", "80");
    wrong.put("lone continuation BF", "BF");
    wrong.put("one continuation too many", "C3A9A9");
    wrong.put("Latin-1", "E9");
    wrong.put("surrogates as six bytes", "EDA0BDEDB880");
    wrong.put("first surrogate", "EDA080");
    wrong.put("last surrogate", "EDBFBF");
    wrong.put("beyond U+10FFFF", "F4908080");
    wrong.put("far beyond U+10FFFF", "F5808080");
    wrong.put("five bytes", "F888808080");
    wrong.put("six bytes", "FC8480808080");
    wrong.put("byte FE", "FE");
    wrong.put("byte FF", "FF");
    wrong.forEach(
        (name, hex) -> {
          String raw = new String(HexFormat.of().parseHex(hex), ISO_8859_1);
          tricks.put(name + " in a value", bytes(with(good, "\"x\":\"" + raw + "\"")));
          tricks.put(name + " in a name", bytes(with(good, "\"" + raw + "\":1")));
        });
    tricks.put("overlong quotes", bytes(with(good, "\u00C0\u00A2x\u00C0\u00A2:1")));
    tricks.put("a wrong byte behind", bytes(good + "\u0080"));
    return tricks;
  }

  private static byte[] bytes(String latin) {
    return latin.getBytes(ISO_8859_1);
  }

  private void add(String where, String name, String json) {
    add(where, name, TokenForger.bytes(json));
  }

  private void add(String where, String name, byte[] json) {
    tokens.add(
        Hostile.of(
            where + ": " + name,
            where.equals("header")
                ? TokenForger.of(json, TokenForger.bytes(TokenMint.json(TokenForger.idClaims())))
                : TokenForger.of(TokenForger.bytes(TokenMint.json(MINT.header())), json),
            BAD_JSON));
  }
}
