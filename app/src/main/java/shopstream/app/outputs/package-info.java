/** Targets of deliveries that only the program as a whole can reach: the lake, and storage that speaks S3. */
package shopstream.app.outputs;
