/** From which columns of the source each figure comes: what a change of one touches. */
package shopstream.operations.lineage;
