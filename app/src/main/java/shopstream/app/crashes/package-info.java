/**
 * Whether the figures survive whatever dies: {@code ./shopstream bench crashes}.
 *
 * <p>A {@link shopstream.app.crashes.CrashPlan} draws from one seed what is written, what is killed and when. After each
 * kill the {@link shopstream.app.crashes.Verdict} holds every figure against SQL on the shop's own database, while a
 * {@link shopstream.app.crashes.Witness} asks the API all the time and notices when it goes back.
 */
package shopstream.app.crashes;
