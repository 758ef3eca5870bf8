package shopstream.recommender.evaluation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import shopstream.recommender.taste.Interactions;

/**
 * Users with the items that are known of them, and those that are to be predicted.
 *
 * <p>Users and items are numbered anew from 0, in the order in which the training part names them. What only the test part
 * names comes after: such items are never predicted, and such users have an empty history.
 *
 * @param users what the files call them, by their numbers; likewise the items that can be predicted
 * @param train the known items
 * @param test for each user, in the order of {@code train}, the items to be predicted; none where it is not tested
 */
public record TasteDataSet(Interactions train, int[][] test, List<String> users, List<String> items) {
    /** Reads files in the format of LightGCN's data sets: on each line a user and then its items, blanks between. */
    public static TasteDataSet read(Path trainFile, Path testFile) {
        Map<Integer, Integer> users = new LinkedHashMap<>();
        Map<Integer, Integer> items = new LinkedHashMap<>();
        List<int[]> train = new ArrayList<>();
        UserLines.read(trainFile, (user, itsItems) -> {
            users.put(user, users.size());
            train.add(numbered(itsItems, items));
        });
        if (items.isEmpty()) {
            throw new UnreadableDataSet(
                    trainFile + " names no item.",
                    "Each line is to be a user's number and then the numbers of its items.");
        }
        int known = items.size();
        Map<Integer, int[]> test = new LinkedHashMap<>();
        UserLines.read(testFile, (user, itsItems) -> {
            int number = users.computeIfAbsent(user, unknown -> users.size());
            test.put(number, numbered(itsItems, items));
        });
        require(test.values().stream().anyMatch(expected -> expected.length > 0), testFile);
        int[][] histories = new int[users.size()][];
        int[][] expected = new int[users.size()][];
        for (int user = 0; user < histories.length; user++) {
            histories[user] = user < train.size() ? train.get(user) : new int[0];
            expected[user] = test.getOrDefault(user, new int[0]);
        }
        return new TasteDataSet(
                Interactions.of(histories, known), expected, names(users, users.size()), names(items, known));
    }

    private static List<String> names(Map<Integer, Integer> numbers, int most) {
        return numbers.keySet().stream().limit(most).map(String::valueOf).toList();
    }

    private static void require(boolean hasItems, Path file) {
        if (!hasItems) {
            throw new UnreadableDataSet(file + " names no item.", UserLines.FORMAT);
        }
    }

    private static int[] numbered(int[] names, Map<Integer, Integer> numbers) {
        int[] numbered = new int[names.length];
        for (int i = 0; i < names.length; i++) {
            numbered[i] = numbers.computeIfAbsent(names[i], unknown -> numbers.size());
        }
        return numbered;
    }
}
