package shopstream.transformations.model;

import shopstream.contracts.ColumnType;

/** A column of what models read. @param required whether every row has it */
public record InputColumn(String name, ColumnType type, boolean required) {}
