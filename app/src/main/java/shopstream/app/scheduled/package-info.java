/** What schedules do: the work of the lake and of the warehouse, as the schedules of operations start it. */
package shopstream.app.scheduled;
