package shopstream.app.configuration;

import java.util.List;
import java.util.TreeSet;
import shopstream.contracts.Column;
import shopstream.contracts.Contract;
import shopstream.contracts.yaml.Place;
import shopstream.contracts.yaml.Problems;
import shopstream.recommender.declared.CustomerTable;
import shopstream.recommender.declared.Recommending;
import shopstream.recommender.own.OwnDeclaration;

/** What says something about a person, by the contracts: it stays out of whatever is given out, and of models brought by others. */
record PersonalColumns(List<Contract> contracts) {
    /** Adds what would be delivered with recommendations. */
    void refuseIn(Recommending declared, Problems problems) {
        declared.customers()
                .ifPresent(table -> refuse(
                        table,
                        table.details().columns(),
                        declared.place(),
                        "would be delivered with recommendations",
                        "Leave it out of `customers:`, or say otherwise in the contract.",
                        problems));
    }

    /** Adds what a recommender of the shop's own would be told of a customer. */
    void refuseIn(OwnDeclaration own, CustomerTable table, Problems problems) {
        refuse(
                table,
                own.customerColumns(),
                own.place(),
                "would be told to the recommender `" + own.name() + "`",
                "Train it without that feature, or say otherwise in the contract.",
                problems);
    }

    private void refuse(
            CustomerTable table, List<String> columns, Place place, String what, String next, Problems problems) {
        TreeSet<String> personal = new TreeSet<>(columns);
        personal.retainAll(contracts.stream()
                .filter(contract -> contract.dataset().equals(table.dataset()))
                .flatMap(contract -> contract.columns().stream())
                .filter(Column::personal)
                .map(Column::name)
                .toList());
        personal.forEach(column -> problems.add(
                place, "The column `" + column + "` of " + table.dataset() + " is personal, and " + what, next));
    }
}
