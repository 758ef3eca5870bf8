package shopstream.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What a check says of a row as a whole. */
class RowCheckTest extends CheckedColumns {
    @Test
    void aRejectionCarriesTheKeyTheValueAndTheContractsColumnsOnly() {
        Map<String, Object> row = row(-3);
        row.put("password", "secret");
        Rules notNegative = rules(Optional.of(BigDecimal.ZERO), false, Optional.empty(), false);
        Verdict verdict = new ContractCheck(
                        contract(Optional.empty(), column("value", new ColumnType.Whole(64), 0, notNegative)), BERLIN)
                .check(row, ORIGIN);
        assertThat(verdict).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(new String(rejected.key(), StandardCharsets.UTF_8)).isEqualTo("{\"id\":1}");
            assertThat(rejected.rule()).isEqualTo("minimum");
            assertThat(rejected.column()).isEqualTo("value");
            assertThat(rejected.offendingValue()).isEqualTo("-3");
            assertThat(rejected.original()).isEqualTo("{\"id\":1,\"value\":-3}");
            assertThat(rejected.contractVersion()).isEqualTo("shop-sales@1.0.0");
            assertThat(rejected.origin()).isSameAs(ORIGIN);
        });
    }

    @Test
    void aKeyThatIsMissingOrUnreadableRejectsTheRowWithoutAKey() {
        Map<String, Object> row = row(1);
        row.put("id", null);
        ContractCheck check = check(new ColumnType.Whole(64), Rules.NONE);
        assertThat(check.check(row, ORIGIN)).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.key()).isNull();
            assertThat(rejected.rule()).isEqualTo("required");
            assertThat(rejected.column()).isEqualTo("id");
            assertThat(rejected.offendingValue()).isNull();
        });
        assertThat(check.deletion(row, ORIGIN)).isInstanceOf(Rejected.class);
    }

    @Test
    void anOptionalColumnMayBeNullButNotLeftOut() {
        ContractCheck check = check(new ColumnType.Text(5), Rules.NONE);
        assertThat(value(check.check(row(null), ORIGIN))).isEqualTo("{\"id\":1,\"value\":null}");
        assertThat(check.check(Map.of("id", 1L), ORIGIN)).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.rule()).isEqualTo("required");
            assertThat(rejected.original()).isEqualTo("{\"id\":1}");
        });
    }

    @Test
    void aDeletionNeedsOnlyTheKeyAndIsJudgedByItsTypesOnly() {
        Contract contract = contract(
                Optional.empty(),
                new Column(
                        "code",
                        "productCode",
                        new ColumnType.Text(15),
                        true,
                        1,
                        pattern("S.*"),
                        "",
                        Optional.empty(),
                        PLACE));
        ContractCheck check = new ContractCheck(contract, BERLIN);
        Map<String, Object> row = Map.of("id", 1L, "productCode", "X1");
        assertThat(check.check(row, ORIGIN)).isInstanceOf(Rejected.class);
        assertThat(check.deletion(row, ORIGIN)).isInstanceOfSatisfying(Accepted.class, deletion -> {
            assertThat(deletion.value()).isNull();
            assertThat(new String(deletion.key(), StandardCharsets.UTF_8)).isEqualTo("{\"code\":\"X1\",\"id\":1}");
        });
    }

    @Test
    void aContractWithoutAKeyCannotBeChecked() {
        Contract keyless =
                new Contract("sales", "s", "1", "sales", List.of(), Optional.empty(), OptionalInt.empty(), "", PLACE);
        assertThatThrownBy(() -> new ContractCheck(keyless, BERLIN)).hasMessageContaining("sales has no primary key");
    }
}
