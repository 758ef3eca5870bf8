package shopstream.demo.mariadb;

/** What a database user logs in with. */
public record Password(String user, String word) {

    @Override
    public String toString() {
        return user;
    }
}
