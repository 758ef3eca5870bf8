package shopstream.app.http;

import java.util.Map;

/** Pictures of a shop that has no photographs: the outline of what it sells, on a ground of the product's own tone. */
final class StorePicture {
    /** In a square of 96, drawn with round strokes. */
    private static final Map<String, String> OUTLINES = Map.of(
            "Classic Cars",
            "M10 58h6a8 8 0 0 1 16 0h32a8 8 0 0 1 16 0h6c0-9-3-13-14-15-8-9-16-13-28-13-11 0-17 4-23 12-8 1-11 6-11 16ZM34 42c4-5 8-6 13-6v7ZM53 36c6 0 10 2 15 7H53Z",
            "Vintage Cars",
            "M12 60h4a9 9 0 0 1 18 0h26a9 9 0 0 1 18 0h6V48H64V32H40v14H24c-8 0-12 4-12 14ZM46 38h12v9H46ZM28 46v-6M70 48l6-6",
            "Motorcycles",
            "M24 49a11 11 0 1 0 0 22 11 11 0 0 0 0-22ZM72 49a11 11 0 1 0 0 22 11 11 0 0 0 0-22ZM28 40l10 4h16l9-8 5 5-7 10H38l-12-5ZM42 51h15v12H42ZM72 60 60 30M60 30h-7M24 60h18M57 58l6-4",
            "Planes",
            "M12 50c20-6 36-8 54-8 10 0 16 3 18 7-2 4-8 6-18 6-18 0-34 0-54-5ZM12 50 8 34h7l9 12M44 43l12-17h7l-6 16M42 55l8 15h7l-3-15",
            "Ships",
            "M14 62h68c-3 9-8 14-16 14H30c-8 0-13-5-16-14ZM46 62V18M46 20c14 6 22 18 24 36H46M42 28C32 36 26 46 24 56h18",
            "Spacecraft",
            "M48 12c10 9 14 21 14 34v18H34V46c0-13 4-25 14-34ZM48 34a6 6 0 1 0 0 12 6 6 0 0 0 0-12ZM34 50l-10 12v12l10-8M62 50l10 12v12l-10-8M42 70l2 12M54 70l-2 12",
            "Trains",
            "M14 62V40h10v-8h8v8h18V28h28v34ZM24 60a7 7 0 1 0 0 14 7 7 0 0 0 0-14ZM44 60a7 7 0 1 0 0 14 7 7 0 0 0 0-14ZM68 60a7 7 0 1 0 0 14 7 7 0 0 0 0-14ZM58 36h12v10H58ZM31 67h6",
            "Trucks and Buses",
            "M10 62V30h46v32H34a8 8 0 0 1-16 0ZM56 40h14l14 14v8h-4a8 8 0 0 1-16 0h-8ZM64 46h5l8 8H64ZM10 54h46");

    /** Of what nobody has drawn. */
    private static final String PARCEL = "M48 16 78 32v32L48 80 18 64V32ZM18 32l30 16 30-16M48 48v32M33 24l30 16";

    private static final int TONES = 24;

    private StorePicture() {}

    /** An SVG image that is light or dark as the page is. */
    static String of(String category, String product) {
        int tone = Math.floorMod(product.hashCode(), TONES) * 360 / TONES;
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 120">
                <style>
                .g{fill:hsl(%1$d 42%% 94%%)} .h{fill:hsl(%1$d 45%% 89%%)} .o{fill:hsl(%1$d 40%% 97%%);stroke:hsl(%1$d 42%% 32%%)}
                @media (prefers-color-scheme:dark){.g{fill:hsl(%1$d 22%% 15%%)} .h{fill:hsl(%1$d 24%% 20%%)} .o{fill:hsl(%1$d 24%% 25%%);stroke:hsl(%1$d 46%% 76%%)}}
                </style>
                <rect class="g" width="160" height="120"/><ellipse class="h" cx="80" cy="94" rx="56" ry="8"/>
                <path class="o" transform="translate(26 8) scale(1.125)" stroke-width="1.6" stroke-linejoin="round" stroke-linecap="round" fill-rule="evenodd" d="%2$s"/>
                </svg>
                """.formatted(tone, OUTLINES.getOrDefault(category, PARCEL));
    }
}
