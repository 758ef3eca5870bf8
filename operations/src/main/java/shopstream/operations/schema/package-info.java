/** What a change of the source's schema does to what is made of its data. */
package shopstream.operations.schema;
