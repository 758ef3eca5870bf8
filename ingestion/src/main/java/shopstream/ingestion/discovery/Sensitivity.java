package shopstream.ingestion.discovery;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Why a column should be handled with care.
 *
 * @param classification as it stands in the contract
 * @param reason for people, without any value
 * @param withheld whether it stays in the shop until somebody decides otherwise: no figure needs to know who somebody is
 */
record Sensitivity(String classification, String reason, boolean withheld) {
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[A-Za-z]{2,}");

    static Optional<Sensitivity> of(TableReading table, ColumnReading column) {
        Words words = column.words();
        if (column.family() == Family.OTHER || column.family() == Family.FLAG) {
            return Optional.empty();
        } else if (words.any("password", "passwd", "pwd", "salt", "token", "secret", "apikey", "passhash")) {
            return withheld("restricted", "a secret");
        } else if (words.any("iban", "bic", "ssn", "creditcard", "cardnumber", "cvv", "passport")) {
            return withheld("restricted", "a number of a person's account or document");
        } else if (words.any("creditlimit", "salary", "gehalt", "credit", "balance")) {
            return Optional.of(new Sensitivity("confidential", "a person's means", false));
        } else if (words.any("birth", "birthday", "birthdate", "dob", "geburtsdatum")) {
            return withheld("personal", "a date of birth");
        } else if (column.family() != Family.TEXT || !column.allowed().isEmpty()) {
            return Optional.empty();
        }
        return text(table, column, words);
    }

    private static Optional<Sensitivity> text(TableReading table, ColumnReading column, Words words) {
        if (words.any("email", "mail") || mostly(column, EMAIL)) {
            return withheld("personal", "an e-mail address");
        } else if (words.any("phone", "telephone", "mobile", "fax", "tel", "telefon", "cellphone")) {
            return withheld("personal", "a telephone number");
        } else if (words.any("ip", "ipaddress", "useragent")) {
            return withheld("personal", "where somebody connects from");
        } else if (words.any("address", "street", "addr", "adresse", "strasse", "street1", "calle")) {
            return withheld("personal", "an address");
        } else if (named(table, words)) {
            return withheld("personal", "a person's name");
        } else if (words.any("comment", "comments", "note", "notes", "remark", "remarks", "message", "bemerkung")
                && (column.length() == 0 || column.length() > 200)) {
            return withheld("personal", "free text, which may say anything about anybody");
        } else if (words.any(
                        "city", "town", "postal", "postalcode", "postcode", "zip", "zipcode", "plz", "ort", "province")
                || (words.any("state")
                        && table.columns().stream()
                                .anyMatch(other -> other.words().any("city")))) {
            return placed(table)
                    ? Optional.of(new Sensitivity("personal", "where somebody lives", false))
                    : Optional.empty();
        }
        return Optional.empty();
    }

    private static boolean named(TableReading table, Words words) {
        if (words.any("firstname", "lastname", "surname", "fullname", "vorname", "nachname", "givenname", "familyname")
                || words.any("contactname", "username", "recipient", "shipname", "billname", "customername")) {
            return true;
        }
        return people(table) && words.parts().contains("name");
    }

    private static boolean placed(TableReading table) {
        return table.columns().stream()
                .anyMatch(column -> column.words().any("address", "street", "phone", "email", "lastname", "customer"));
    }

    /** Whether the table's rows are people. */
    static boolean people(TableReading table) {
        return table.words()
                        .any(
                                "customer",
                                "client",
                                "clients",
                                "user",
                                "users",
                                "account",
                                "accounts",
                                "buyer",
                                "person",
                                "people",
                                "member",
                                "members",
                                "contact",
                                "contacts",
                                "employee",
                                "kunde",
                                "kunden",
                                "staff",
                                "address",
                                "addresses",
                                "cliente",
                                "clientes")
                || table.columns().stream().anyMatch(column -> column.words().any("email"));
    }

    private static boolean mostly(ColumnReading column, Pattern pattern) {
        long matching = column.present().stream()
                .filter(value -> pattern.matcher(value).matches())
                .count();
        return matching > 0 && matching * 2 > column.present().size();
    }

    private static Optional<Sensitivity> withheld(String classification, String reason) {
        return Optional.of(new Sensitivity(classification, reason, true));
    }
}
