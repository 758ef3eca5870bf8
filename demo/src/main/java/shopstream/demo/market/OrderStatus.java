package shopstream.demo.market;

/** The six states an order can be in, with the words the shop's books use. */
public enum OrderStatus {
    IN_PROCESS("In Process"),
    SHIPPED("Shipped"),
    CANCELLED("Cancelled"),
    ON_HOLD("On Hold"),
    DISPUTED("Disputed"),
    RESOLVED("Resolved");

    private final String text;

    OrderStatus(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
