/**
 * Whether the figures survive whatever dies: {@code ./shopstream bench crashes}.
 *
 * <p>A {@link shopstream.app.crashes.CrashPlan} draws from one seed what is written, what is killed and when. After each
 * kill the {@link shopstream.app.crashes.Verdict} holds every figure against SQL on the shop's own database, and {@link
 * shopstream.app.crashes.LakeRows} the rows of the lake against its tables, while a {@link shopstream.app.crashes.Witness} asks the API all the time and notices when it goes back.
 */
package shopstream.app.crashes;
