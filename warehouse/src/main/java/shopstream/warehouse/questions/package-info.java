/** Questions about a dashboard, checked word by word, and their answers in SQL. */
package shopstream.warehouse.questions;
