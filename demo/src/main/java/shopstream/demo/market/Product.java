package shopstream.demo.market;

/**
 * Something the shop sells.
 *
 * @param index its place in the catalogue
 * @param line the index of its product line
 * @param buyCents what the shop pays for it, in hundredths
 * @param msrpCents what its maker suggests to sell it for, in hundredths
 */
public record Product(
        int index,
        String code,
        String name,
        int line,
        String scale,
        String vendor,
        String description,
        int stock,
        long buyCents,
        long msrpCents) {}
