package shopstream.transformations.flink;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Random inserts, updates and deletions of orders and lines, and what sales_lines must be after them. */
final class RandomSales {
    private static final String[] STATUSES = {"Shipped", "Cancelled", "On Hold", "In Process"};

    private final Random random;
    private final ShopLog log;
    private final int numbers;
    private final Map<Long, String[]> orders = new HashMap<>();
    private final Map<String, String[]> lines = new HashMap<>();

    RandomSales(long seed, ShopLog log, int numbers) {
        this.random = new Random(seed);
        this.log = log;
        this.numbers = numbers;
    }

    void change(int times) {
        for (int i = 0; i < times; i++) {
            long number = 1 + random.nextInt(numbers);
            boolean deletion = random.nextInt(8) == 0;
            if (random.nextInt(3) == 0) {
                changeOrder(number, deletion);
            } else {
                changeLine(number, "P" + random.nextInt(3), deletion);
            }
        }
    }

    Map<String, String> expected() {
        Map<String, String> rows = new TreeMap<>();
        lines.forEach((key, line) -> {
            String[] order = orders.get(Long.parseLong(line[0]));
            if (order != null) {
                rows.put(
                        "{\"order_number\":" + line[0] + ",\"product_code\":\"" + line[1] + "\"}",
                        "{\"order_number\":" + line[0] + ",\"line_number\":1,\"customer_number\":" + order[1]
                                + ",\"product_code\":\"" + line[1]
                                + "\",\"order_time\":\"2005-05-31T10:00:00Z\",\"status\":\""
                                + order[0] + "\",\"counts\":" + !order[0].equals("Cancelled") + ",\"quantity\":"
                                + line[2]
                                + ",\"price\":" + line[3] + "}");
            }
        });
        return rows;
    }

    private void changeOrder(long number, boolean deletion) {
        if (deletion) {
            orders.remove(number);
            log.put("orders", "{\"orderNumber\":" + number + "}", null);
        } else {
            String[] order = {STATUSES[random.nextInt(STATUSES.length)], "" + random.nextInt(50)};
            orders.put(number, order);
            log.order(number, order[0], Long.parseLong(order[1]));
        }
    }

    private void changeLine(long number, String product, boolean deletion) {
        String key = ShopLog.lineKey(number, product);
        if (deletion) {
            lines.remove(key);
            log.put("orderdetails", key, null);
        } else {
            String[] line = {"" + number, product, "" + (1 + random.nextInt(40)), 1 + random.nextInt(90) + ".07"};
            lines.put(key, line);
            log.line(number, product, Integer.parseInt(line[2]), line[3]);
        }
    }
}
