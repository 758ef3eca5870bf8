/** Models translated to Flink: planned, checked, tested and run as jobs. The only package that knows Flink. */
package shopstream.transformations.flink;
