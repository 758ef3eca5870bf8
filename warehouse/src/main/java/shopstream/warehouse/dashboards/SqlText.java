package shopstream.warehouse.dashboards;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** An SQL expression as tokens, so that its column names can be found, checked and qualified without a database. */
final class SqlText {

    /** Words of SQL that are not columns. */
    private static final Set<String> WORDS = Set.of(
            "and",
            "or",
            "not",
            "null",
            "is",
            "in",
            "like",
            "ilike",
            "between",
            "case",
            "when",
            "then",
            "else",
            "end",
            "distinct",
            "true",
            "false",
            "as",
            "from",
            "for",
            "interval",
            "escape");

    enum Kind {
        NAME,
        NUMBER,
        STRING,
        SIGN
    }

    record Token(Kind kind, String text) {
        boolean is(String other) {
            return text.equalsIgnoreCase(other) && kind != Kind.STRING;
        }
    }

    /** Says what a column is called in the full query; {@code mart} is empty for a column of the fact itself. */
    interface Columns {
        String qualified(String mart, String column);
    }

    private SqlText() {}

    /** The tokens of an expression. @throws IllegalArgumentException naming what cannot be read */
    static List<Token> tokens(String sql) {
        var tokens = new ArrayList<Token>();
        int i = 0;
        while (i < sql.length()) {
            char c = sql.charAt(i);
            int end = i + 1;
            if (Character.isWhitespace(c)) {
                i++;
                continue;
            } else if (Character.isLetter(c) || c == '_') {
                while (end < sql.length() && isNamePart(sql.charAt(end))) {
                    end++;
                }
                tokens.add(new Token(Kind.NAME, sql.substring(i, end)));
            } else if (Character.isDigit(c)) {
                while (end < sql.length() && (Character.isDigit(sql.charAt(end)) || sql.charAt(end) == '.')) {
                    end++;
                }
                tokens.add(new Token(Kind.NUMBER, sql.substring(i, end)));
            } else if (c == '\'') {
                end = endOfString(sql, i);
                tokens.add(new Token(Kind.STRING, sql.substring(i, end)));
            } else if ("()+-*/%,.<>=!|:".indexOf(c) >= 0) {
                tokens.add(new Token(Kind.SIGN, sql.substring(i, end)));
            } else {
                throw new IllegalArgumentException("Cannot read '" + c + "' in \"" + sql + "\"");
            }
            i = end;
        }
        return tokens;
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    private static int endOfString(String sql, int start) {
        for (int i = start + 1; i < sql.length(); i++) {
            if (sql.charAt(i) == '\'') {
                if (i + 1 < sql.length() && sql.charAt(i + 1) == '\'') {
                    i++;
                } else {
                    return i + 1;
                }
            }
        }
        throw new IllegalArgumentException("A quote is not closed in \"" + sql + "\"");
    }

    /** The expression with every column under its qualified name. */
    static String qualify(List<Token> tokens, Columns columns) {
        var sql = new StringBuilder();
        boolean tight = true;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean sign = token.kind() == Kind.SIGN;
            if (!tight && !(sign && "().,:<>=!|".contains(token.text()))) {
                sql.append(' ');
            }
            if (token.kind() == Kind.NAME) {
                if (follows(tokens, i, ".") && i + 2 < tokens.size()) {
                    sql.append(columns.qualified(token.text(), tokens.get(i + 2).text()));
                    i += 2;
                } else if (isColumn(tokens, i)) {
                    sql.append(columns.qualified("", token.text()));
                } else {
                    sql.append(token.text());
                }
            } else {
                sql.append(token.text());
            }
            tight = sign && "(.:<>=!|".contains(token.text());
        }
        return sql.toString();
    }

    private static boolean follows(List<Token> tokens, int i, String sign) {
        return i + 1 < tokens.size() && tokens.get(i + 1).is(sign);
    }

    private static boolean isColumn(List<Token> tokens, int i) {
        String word = tokens.get(i).text().toLowerCase(Locale.ROOT);
        boolean type = i > 0 && (tokens.get(i - 1).is("as") || tokens.get(i - 1).is(":"));
        return !WORDS.contains(word) && !type && !follows(tokens, i, "(");
    }
}
