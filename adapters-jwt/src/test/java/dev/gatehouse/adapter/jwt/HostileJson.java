package dev.gatehouse.adapter.jwt;

import static dev.gatehouse.domain.token.TokenRefusal.Form.BAD_JSON;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.gatehouse.testkit.TokenMint;
import java.nio.charset.Charset;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Correctly signed tokens whose header or claims are not one strict JSON object. */
final class HostileJson extends HostileFamily {
  private static final String HEADER = TokenMint.json(TokenForger.header());
  private static final String CLAIMS = TokenMint.json(TokenForger.idClaims());

  private final String where;
  private final String good;

  /**
   * Adds all cases for one part of a token.
   *
   * @param where "header" or "claims"
   */
  HostileJson(String where) {
    this.where = where;
    this.good = where.equals("header") ? HEADER : CLAIMS;
    duplicates(where.equals("header") ? "alg" : "iss");
    notNumbers();
    if (where.equals("header")) {
      beyondLimits().forEach(this::member);
    } else {
      // A claim that decides must be readable, so its value cannot hide beyond the limits.
      member("a duplicate behind a deep value", "\"x\":" + nested(16, "[", "", "]") + ",\"x\":1");
      member("a syntax error in a deep value", "\"x\":" + nested(16, "[", "1 2", "]"));
    }
    strings();
    members();
    wholes();
    spaces();
    charsets();
    wrongBytes();
    for (int i = 1; i < 16; i++) {
      add("cut after " + i + "/16", good.substring(0, good.length() * i / 16));
    }
    add("cut before its last brace", ended(""));
  }

  private void duplicates(String first) {
    String escaped = "\\u%04x".formatted((int) first.charAt(0)) + first.substring(1);
    member("its first member twice", "\"" + first + "\":\"x\"");
    member("its first member twice, once escaped", "\"" + escaped + "\":\"x\"");
    named(
            """
            the same twice = "x":1,"x":1
            null and then a value = "x":null,"x":1
            twice with another between = "x":1,"y":2,"x":1
            the empty name twice = "":1,"":2
            __proto__ twice = "__proto__":1,"__proto__":2
            \\u0041 and \\u0041 = "\\u0041":1,"\\u0041":2
            A and \\u0041 = "A":1,"\\u0041":2
            / and \\/ = "/":1,"\\/":2
            an emoji and its escapes = "\uD83D\uDE00":1,"\\uD83D\\ude00":2
            twice in an object in an array = "x":[1,{"y":1,"y":2}]
            twice in a later object of an array = "x":[{},{"y":1,"y":2}]
            twice, an array within = "x":{"y":[],"z":{},"y":[]}
            """)
        .forEach(this::member);
    add("the last member again", ended(",\"z\":1,\"z\":1}"));
    for (int depth = 2; depth <= 16; depth++) {
      member(
          "twice at depth " + depth,
          "\"x\":" + nested(depth - 2, "{\"x\":", "{\"y\":1,\"y\":2}", "}"));
    }
  }

  private void notNumbers() {
    entries(
            """
            NaN  -NaN  Infinity  -Infinity  +Infinity  Inf  01  -01  00  007.5  +1  --1  0x10  0b1
            0o7  1.  .5  -.5  -  1e  1e+  1e1.5  1.2.3  1_000  1,000  1 000  1L  1n  1f  1%
            \u0661  \uFF11
            """)
        .forEach(
            number -> {
              member("number " + number, "\"x\":" + number);
              member("number " + number + " in an array", "\"x\":[" + number + "]");
            });
  }

  /** Returns members whose value is JSON, but beyond the limits of I-JSON or our own, by name. */
  static Map<String, String> beyondLimits() {
    Map<String, String> members = new LinkedHashMap<>();
    for (String number :
        entries(
            """
            1e300  -1e300  1E300  1e+300  1e16  1E16  1.0e16  -1e16  10000000000000000.0
            9007199254740994.0  -9007199254740994.0  1e308  1e309  -1e309  1e400  1e99999999999
            9223372036854775808  -9223372036854775809  18446744073709551616
            """)) {
      number(members, number, number);
    }
    number(members, "9999999999... (100)", "9".repeat(100));
    number(members, "9999999999... (2000)", "9".repeat(2000));
    number(members, "-999999999... (101)", "-" + "9".repeat(100));
    number(members, "0.11111111... (102)", "0." + "1".repeat(100));
    number(members, "1e00000000... (103)", "1e" + "0".repeat(100) + "1");
    for (int depth : List.of(17, 18, 100, 500)) {
      members.put("arrays to depth " + depth, "\"x\":" + nested(depth - 1, "[", "", "]"));
      members.put("objects to depth " + depth, "\"x\":" + nested(depth - 2, "{\"x\":", "{}", "}"));
    }
    members.put("both to depth 17", "\"x\":" + nested(8, "[{\"x\":", "1", "}]"));
    for (String lone :
        entries(
            """
            \\ud800  \\udbff  \\udc00  \\udfff  \\ude00\\ud83d  \\ud83dx  \\ud83d\\ud83d
            \\ud83d\\n  \\ud83d\\ude00\\ude00  \\ud83d\\ud83d\\ude00  x\\ud83d
            """)) {
      members.put("lone surrogate " + lone, "\"x\":\"" + lone + "\"");
      members.put("lone surrogate " + lone + " in a name", "\"" + lone + "\":1");
      members.put("lone surrogate " + lone + " in an array", "\"x\":[\"" + lone + "\"]");
      members.put("lone surrogate " + lone + " in a deep name", "\"x\":[{\"" + lone + "\":1}]");
    }
    return members;
  }

  private static void number(Map<String, String> members, String name, String number) {
    members.put("number " + name, "\"x\":" + number);
    members.put("number " + name + " in an array", "\"x\":[" + number + "]");
  }

  private void strings() {
    entries(
            """
            \\x41  \\'  \\a  \\0  \\v  \\U0041  \\u  \\u12  \\u123  \\uZZZZ  \\u 041  \\u{41}
            \\u-041  \\u+041  \\u\uFF10041  \\
            """)
        .forEach(this::string);
    for (char control : "\0\1\b\t\n\013\f\r\037".toCharArray()) {
      string(String.valueOf(control));
    }
  }

  private void string(String string) {
    member("string " + TokenMint.json(string), "\"x\":\"" + string + "\"");
    member("name " + TokenMint.json(string), "\"" + string + "x\":1");
  }

  private void members() {
    entries(
            """
            True  TRUE  tru  truex  nul  Null  NULL  None  undefined  yes  x  'x'  `x`
            \u201Cx\u201D  "x  x"  "x""y"  [1,]  [,1]  [,]  [1,,2]  [1 2]  [1;2]  [1}  {"y":1]
            {"y":1,}  {,}  {"y"}  {"y":}  {:1}  {"y" 1}  {"y"=1}  {"y"::1}  {y:1}  {'y':1}  {1:2}
            {null:1}  {true:1}  {[]:1}  [  ]  {  }  (1)  <1>  1//x  1/*x*/  /**/1  1#x  "a"+"b"
            """)
        .forEach(value -> member("value " + value, "\"x\":" + value));
    member("value ", "\"x\":");
    named(
            """
            no colon = "x"1
            a name alone = "x"
            a value alone = 1
            a name without quotes = x:1
            a name in single quotes = 'x':1
            two commas = "x":1,
            a semicolon = "x":1;"y":1
            """)
        .forEach(this::member);
    member("nothing before the first comma", "");
  }

  private void wholes() {
    for (String whole : entries("[]  \"x\"  \"\"  1  -0  1.5  null  true  false  [{}]  {{}}")) {
      add("not an object but " + whole, whole);
    }
    add("nothing", "");
    add("white space alone", " \t\r\n ");
    add("itself in an array", "[" + good + "]");
    add("itself in a string", TokenMint.json(good));
    add("itself twice", good + good);
    add("itself twice on two lines", good + "\n" + good);
    add("an empty object and then itself", "{}" + good);
    for (String more : entries("{}  x  1  null  ,  }  ]  \"  ;  \0  /**/  //")) {
      add("itself and then " + TokenMint.json(more), good + more);
      add("itself and, after a space, " + TokenMint.json(more), good + " " + more);
    }
    for (String more :
        List.of("x", ",", "{", "[", ")]}',\n", "while(1);", "/**/", "//\n", "#\n", "\0")) {
      add("itself after " + TokenMint.json(more), more + good);
    }
    add("a comma before its end", ended(",}"));
    add("a bracket for its last brace", ended("]"));
    add("single quotes", good.replace('"', '\''));
    add("no quotes", good.replace("\"", ""));
    add("colons as arrows", good.replace(":", "=>"));
    add("a comment within", good.replaceFirst(",", ",/* x */"));
    add("a line comment within", good.replaceFirst(",", ",// x\n"));
  }

  private void spaces() {
    for (char space : "\u000B\f\u0085\u00A0\u2003\u2028\u3000".toCharArray()) {
      String name = "space U+%04X".formatted((int) space);
      add(name + " in front", space + good);
      add(name + " behind", good + space);
      add(name + " within", good.replaceFirst(":", ":" + space));
    }
  }

  private void charsets() {
    for (String name : List.of("UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE")) {
      add(name, good.getBytes(Charset.forName(name)));
      add(name + " with its mark", ("\uFEFF" + good).getBytes(Charset.forName(name)));
    }
    add("a byte order mark in front", "\uFEFF" + good);
    add("two byte order marks in front", "\uFEFF\uFEFF" + good);
    add("a byte order mark behind", good + "\uFEFF");
    add("a byte order mark within", good.replaceFirst(":", ":\uFEFF"));
    add("half a byte order mark", ("\u00EF\u00BB" + good).getBytes(ISO_8859_1));
  }

  /** Adds values and names with bytes that are not UTF-8. */
  private void wrongBytes() {
    named(
            """
            overlong NUL = C080  overlong A = C181  overlong DEL = C1BF
            overlong in three bytes = E08080  overlong in three bytes, the last = E09FBF
            overlong in four bytes = F0808080  overlong in four bytes, the last = F08FBFBF
            one byte of two = C3  two bytes of three = E282  one byte of three = E2
            three bytes of four = F09F98  one byte of four = F0
            lone continuation 80 = 80  lone continuation BF = BF
            one continuation too many = C3A9A9  Latin-1 = E9
            surrogates as six bytes = EDA0BDEDB880
            first surrogate = EDA080  last surrogate = EDBFBF
            beyond U+10FFFF = F4908080  far beyond U+10FFFF = F5808080
            five bytes = F888808080  six bytes = FC8480808080
            byte FE = FE  byte FF = FF
            """)
        .forEach(
            (name, hex) -> {
              String raw = new String(HexFormat.of().parseHex(hex), ISO_8859_1);
              add(name + " in a value", with("\"x\":\"" + raw + "\"").getBytes(ISO_8859_1));
              add(name + " in a name", with("\"" + raw + "\":1").getBytes(ISO_8859_1));
            });
    add("overlong quotes", with("\u00C0\u00A2x\u00C0\u00A2:1").getBytes(ISO_8859_1));
    add("a wrong byte behind", (good + "\u0080").getBytes(ISO_8859_1));
  }

  private static String nested(int depth, String open, String innermost, String close) {
    return open.repeat(depth) + innermost + close.repeat(depth);
  }

  /** Adds the valid object with another text instead of its last brace. */
  private String ended(String end) {
    return good.substring(0, good.length() - 1) + end;
  }

  /** Returns the valid object with one more member at the start. */
  private String with(String member) {
    return "{" + member + "," + good.substring(1);
  }

  /** Adds the valid object with one more member that is not allowed. */
  private void member(String name, String member) {
    add(name, with(member));
  }

  private void add(String name, String json) {
    add(name, TokenForger.bytes(json));
  }

  private void add(String name, byte[] json) {
    add(
        BAD_JSON,
        where + ": " + name,
        where.equals("header")
            ? TokenForger.of(json, TokenForger.bytes(CLAIMS))
            : TokenForger.of(TokenForger.bytes(HEADER), json));
  }
}
