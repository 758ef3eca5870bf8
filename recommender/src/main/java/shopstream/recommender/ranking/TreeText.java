package shopstream.recommender.ranking;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A tree from XGBoost's text dump, with statistics. */
final class TreeText {
    private static final Pattern SPLIT =
            Pattern.compile("\\s*(\\d+):\\[f(\\d+)<([^\\]]+)\\] yes=(\\d+),no=(\\d+).*cover=([^,]+)");
    private static final Pattern LEAF = Pattern.compile("\\s*(\\d+):leaf=([^,]+),cover=([^,]+)");

    private final Map<Integer, Matcher> lines = new HashMap<>();

    private TreeText() {}

    static TreeNode parse(String dump) {
        var text = new TreeText();
        for (String line : dump.split("\n")) {
            Matcher split = SPLIT.matcher(line);
            Matcher matcher = split.matches() ? split : LEAF.matcher(line);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("Not a line of a tree of XGBoost: '" + line + "'");
            }
            text.lines.put(Integer.valueOf(matcher.group(1)), matcher);
        }
        return text.node("0");
    }

    private TreeNode node(String number) {
        Matcher line = lines.get(Integer.valueOf(number));
        if (line == null) {
            throw new IllegalArgumentException("A tree of XGBoost names the node " + number + " but does not hold it");
        }
        if (line.pattern() == LEAF) {
            return new TreeNode.Leaf(Float.parseFloat(line.group(2)), Double.parseDouble(line.group(3)));
        }
        return new TreeNode.Split(
                Integer.parseInt(line.group(2)),
                Float.parseFloat(line.group(3)),
                node(line.group(4)),
                node(line.group(5)),
                Double.parseDouble(line.group(6)));
    }
}
