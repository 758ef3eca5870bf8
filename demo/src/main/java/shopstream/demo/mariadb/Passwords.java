package shopstream.demo.mariadb;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Properties;

/**
 * The passwords of the server's three users: random, made at the first start, and the same ever after.
 *
 * @param administrator makes the shop; nobody outside of this module is told it
 * @param owner changes the shop's data
 * @param capture reads it
 */
public record Passwords(Password administrator, Password owner, Password capture) {

    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int LENGTH = 20;

    /** Reads the file, or makes it, readable for its owner only. */
    static Passwords keptIn(Path file) throws IOException {
        Properties words = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                words.load(reader);
            }
        }
        List<String> users = List.of("administrator", "shop_owner", "shop_capture");
        if (users.stream().anyMatch(user -> words.getProperty(user, "").isBlank())) {
            StringBuilder text = new StringBuilder();
            for (String user : users) {
                words.setProperty(user, random());
                text.append(user).append('=').append(words.getProperty(user)).append('\n');
            }
            PrivateFile.write(file, text.toString());
        }
        return new Passwords(
                password(words, users.get(0)), password(words, users.get(1)), password(words, users.get(2)));
    }

    private static Password password(Properties words, String user) {
        return new Password(user, words.getProperty(user));
    }

    private static String random() {
        SecureRandom random = new SecureRandom();
        StringBuilder word = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            word.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return word.toString();
    }
}
