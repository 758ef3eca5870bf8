/**
 * The lake: the whole history of each dataset that a contract marks for it, as tables of <a
 * href="https://iceberg.apache.org">Apache Iceberg</a>. It is a primary store: the log forgets old versions of rows, the
 * lake does not.
 */
package shopstream.lake;
