/** Training sets: what SQL makes of the lake as it was known at one moment, as files with a manifest. */
package shopstream.warehouse.training;
