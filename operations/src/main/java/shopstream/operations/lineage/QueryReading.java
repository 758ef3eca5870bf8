package shopstream.operations.lineage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.expression.Alias;
import net.sf.jsqlparser.expression.AnalyticExpression;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.ExpressionVisitorAdapter;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.AllTableColumns;
import net.sf.jsqlparser.statement.select.FromItem;
import net.sf.jsqlparser.statement.select.Join;
import net.sf.jsqlparser.statement.select.OrderByElement;
import net.sf.jsqlparser.statement.select.ParenthesedFromItem;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SelectItem;
import net.sf.jsqlparser.statement.select.SetOperationList;
import net.sf.jsqlparser.statement.select.TableFunction;
import net.sf.jsqlparser.statement.select.WithItem;

/** Tells from the text of a query what each of its columns comes from. */
final class QueryReading {
    /** A join of DuckDB's that the parser does not know; what comes from what is as with any other. */
    private static final Pattern ASOF =
            Pattern.compile("\\bASOF\\s+(?=(?:\\w+\\s+)?JOIN\\b)", Pattern.CASE_INSENSITIVE);

    /** Something of which it is not known what comes from what. */
    private static final class Unfollowed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private QueryReading() {}

    /**
     * What a SELECT comes from; empty where its text is in words of a dialect that cannot be read.
     *
     * @param named the tables that it may name
     */
    static Optional<Origins> query(String sql, Map<String, Origins> named) {
        try {
            Statement statement = CCJSqlParserUtil.parse(ASOF.matcher(sql).replaceAll(""));
            return statement instanceof Select select
                    ? Optional.of(select(select, new Scope(Optional.empty(), named)))
                    : Optional.empty();
        } catch (JSQLParserException | Unfollowed dialect) {
            return Optional.empty();
        }
    }

    /** What an expression comes from; empty where it cannot be read. */
    static Optional<Set<Field>> expression(String sql, Scope scope) {
        try {
            return Optional.of(fields(CCJSqlParserUtil.parseExpression(sql), scope));
        } catch (JSQLParserException | Unfollowed dialect) {
            return Optional.empty();
        }
    }

    private static Origins select(Select select, Scope around) {
        Scope scope = around.inner();
        if (select.getWithItemsList() != null) {
            for (WithItem<?> with : select.getWithItemsList()) {
                scope.define(
                        with.getUnquotedAliasName(),
                        renamed(select(with.getSelect(), scope), names(with.getWithItemList())));
            }
        }
        if (select instanceof ParenthesedSelect inner) {
            return select(inner.getSelect(), scope);
        } else if (select instanceof SetOperationList list) {
            return united(
                    list.getSelects().stream().map(each -> select(each, scope)).toList());
        } else if (select instanceof PlainSelect plain) {
            return plain(plain, scope);
        }
        return new Origins(Map.of(), Set.of());
    }

    private static List<String> names(List<SelectItem<?>> columns) {
        return columns == null
                ? List.of()
                : columns.stream().map(SelectItem::toString).toList();
    }

    private static Origins renamed(Origins table, List<String> names) {
        if (names.isEmpty()) {
            return table;
        }
        Map<String, Set<Field>> columns = new LinkedHashMap<>();
        List<Set<Field>> values = List.copyOf(table.columns().values());
        for (int i = 0; i < Math.min(names.size(), values.size()); i++) {
            columns.put(names.get(i), values.get(i));
        }
        return new Origins(columns, table.rows());
    }

    /** Columns are united by their order; they are called as in the first. */
    private static Origins united(List<Origins> parts) {
        Map<String, Set<Field>> columns = new LinkedHashMap<>();
        Set<Field> rows = new TreeSet<>();
        List<String> names = List.copyOf(parts.get(0).columns().keySet());
        names.forEach(name -> columns.put(name, new TreeSet<>()));
        for (Origins part : parts) {
            List<Set<Field>> values = new ArrayList<>(part.columns().values());
            for (int i = 0; i < Math.min(names.size(), values.size()); i++) {
                columns.get(names.get(i)).addAll(values.get(i));
            }
            rows.addAll(part.rows());
        }
        return new Origins(columns, rows);
    }

    private static Origins plain(PlainSelect select, Scope scope) {
        Set<Field> rows = new TreeSet<>();
        from(select.getFromItem(), select.getJoins(), scope, rows);
        Map<String, Set<Field>> columns = new LinkedHashMap<>();
        for (SelectItem<?> item : select.getSelectItems()) {
            columns(item, scope, columns);
        }
        // What is grouped and ordered by may be called as the SELECT calls it.
        Scope inside = scope.inner();
        inside.from(Optional.empty(), new Origins(without(columns, scope), Set.of()));
        List<Expression> deciding = new ArrayList<>();
        deciding.add(select.getWhere());
        deciding.add(select.getHaving());
        deciding.add(select.getQualify());
        if (select.getGroupBy() != null) {
            deciding.add(select.getGroupBy().getGroupByExpressionList());
        }
        if (select.getLimit() != null) {
            deciding.addAll(ordering(select.getOrderByElements()));
        }
        deciding.forEach(expression -> rows.addAll(fields(expression, inside)));
        return new Origins(columns, rows);
    }

    /** A name that a table behind FROM has means that table's. */
    private static Map<String, Set<Field>> without(Map<String, Set<Field>> columns, Scope scope) {
        Map<String, Set<Field>> only = new LinkedHashMap<>(columns);
        only.keySet().removeIf(name -> scope.column(name).isPresent());
        return only;
    }

    private static void from(FromItem first, List<Join> joins, Scope scope, Set<Field> rows) {
        from(first, scope, rows);
        if (joins == null) {
            return;
        }
        for (Join join : joins) {
            from(join.getFromItem(), scope, rows);
            join.getUsingColumns()
                    .forEach(column ->
                            scope.column(column.getUnquotedColumnName()).ifPresent(rows::addAll));
            join.getOnExpressions().forEach(on -> rows.addAll(fields(on, scope)));
        }
    }

    private static void from(FromItem item, Scope scope, Set<Field> rows) {
        if (item == null) {
            return;
        }
        Optional<String> alias = Optional.ofNullable(item.getAlias()).map(given -> given.getUnquotedName());
        if (item instanceof Table table) {
            String name = table.getUnquotedName();
            scope.table(name).ifPresent(known -> {
                scope.from(alias.or(() -> Optional.of(name)), known);
                rows.addAll(known.rows());
            });
        } else if (item instanceof ParenthesedFromItem inner) {
            from(inner.getFromItem(), inner.getJoins(), scope, rows);
        } else if (item instanceof TableFunction function) {
            Origins table = unfolded(function, scope);
            scope.from(alias, table);
            rows.addAll(table.rows());
        } else if (item instanceof Select inner) {
            Origins table = select(inner, scope);
            scope.from(alias, table);
            rows.addAll(table.rows());
        } else {
            throw new Unfollowed();
        }
    }

    /** What a function makes rows of, such as a list's entries; what it makes of a whole table cannot be told. */
    private static Origins unfolded(TableFunction function, Scope scope) {
        Set<Field> arguments = fields(function.getFunction(), scope);
        Alias alias = function.getAlias();
        if (arguments.isEmpty() || alias == null || alias.getAliasColumns() == null) {
            throw new Unfollowed();
        }
        Map<String, Set<Field>> columns = new LinkedHashMap<>();
        alias.getAliasColumns().forEach(column -> columns.put(column.name, arguments));
        return new Origins(columns, arguments);
    }

    private static void columns(SelectItem<?> item, Scope scope, Map<String, Set<Field>> columns) {
        Expression expression = item.getExpression();
        if (expression instanceof AllTableColumns all) {
            scope.alias(all.getTable().getUnquotedName())
                    .ifPresent(table -> table.columns().forEach(columns::putIfAbsent));
        } else if (expression instanceof AllColumns) {
            scope.tables().forEach(table -> table.columns().forEach(columns::putIfAbsent));
        } else {
            String name = item.getAlias() != null
                    ? item.getUnquotedAliasName()
                    : expression instanceof Column column ? column.getUnquotedColumnName() : expression.toString();
            columns.put(name, fields(expression, scope));
        }
    }

    private static Set<Field> fields(Expression expression, Scope scope) {
        Set<Field> fields = new TreeSet<>();
        if (expression != null) {
            expression.accept(
                    new ExpressionVisitorAdapter<Void>() {
                        @Override
                        public <S> Void visit(Column column, S context) {
                            fields.addAll(column(column, scope));
                            return null;
                        }

                        /** With all that stands behind OVER and FILTER, which the visitor passes by. */
                        @Override
                        public <S> Void visit(AnalyticExpression over, S context) {
                            super.visit(over, context);
                            fields.addAll(fields(over.getFilterExpression(), scope));
                            fields.addAll(fields(over.getPartitionExpressionList(), scope));
                            ordering(over.getOrderByElements()).forEach(each -> fields.addAll(fields(each, scope)));
                            ordering(over.getFuncOrderBy()).forEach(each -> fields.addAll(fields(each, scope)));
                            return null;
                        }

                        @Override
                        public <S> Void visit(ParenthesedSelect select, S context) {
                            return visit((Select) select, context);
                        }

                        @Override
                        public <S> Void visit(Select select, S context) {
                            fields.addAll(select(select, scope).everything());
                            return null;
                        }
                    },
                    null);
        }
        return fields;
    }

    private static List<Expression> ordering(List<OrderByElement> elements) {
        return elements == null
                ? List.of()
                : elements.stream().map(OrderByElement::getExpression).toList();
    }

    private static Set<Field> column(Column column, Scope scope) {
        String name = column.getUnquotedColumnName();
        return (column.getTable() == null || column.getTable().getName() == null
                        ? scope.column(name)
                        : scope.alias(column.getTable().getUnquotedName()).flatMap(table -> table.column(name)))
                .orElse(Set.of());
    }
}
