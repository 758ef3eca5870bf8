package shopstream.ingestion.discovery;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Sends questions with their parameters, and counts them. */
final class Asking {
    private final Connection connection;
    private int statements;

    Asking(Connection connection) {
        this.connection = connection;
    }

    Connection connection() {
        return connection;
    }

    int statements() {
        return statements;
    }

    void count() {
        statements++;
    }

    /** All rows of the answer, every value as text. */
    List<List<String>> rows(String question, List<String> parameters) throws SQLException {
        statements++;
        try (PreparedStatement statement = connection.prepareStatement(question)) {
            for (int i = 0; i < parameters.size(); i++) {
                statement.setString(i + 1, parameters.get(i));
            }
            List<List<String>> answer = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                int width = rows.getMetaData().getColumnCount();
                while (rows.next()) {
                    List<String> row = new ArrayList<>();
                    for (int i = 1; i <= width; i++) {
                        row.add(rows.getString(i));
                    }
                    answer.add(row);
                }
            }
            return answer;
        }
    }
}
