package shopstream.demo;

/** A user of the sample database; the password is never empty. */
public record DatabaseUser(String name, String password) {

    @Override
    public String toString() {
        return name;
    }
}
