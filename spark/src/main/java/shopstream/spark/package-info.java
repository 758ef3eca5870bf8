/** Apache Spark over a lake, as somebody who has none of this program's classes would use it; for {@code bench lake}. */
package shopstream.spark;
