package shopstream.app;

/**
 * What tells one shop's data from another's.
 *
 * @param name of the shop, as its folder has it
 * @param source the database and where it is, such as {@code shop at replica:3306}
 */
public record ShopIdentity(String name, String source) {
    /** The sample shop, wherever its own database happens to listen. */
    public static final ShopIdentity DEMO = new ShopIdentity("demo", "demo");

    @Override
    public String toString() {
        return name.equals(source) ? name : name + " (" + source + ")";
    }
}
