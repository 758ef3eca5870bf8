package shopstream.transformations.engine;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.IncrementalRemoteKeyedStateHandle;
import org.apache.flink.runtime.state.StateObject;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.runtime.state.filesystem.FileStateHandle;

/** The files that a checkpoint names: a job that begins from it fails when one is missing or shorter than it was. */
public final class CheckpointFiles {
    private CheckpointFiles() {}

    /** What is wrong with a checkpoint; empty when a job can begin from it. */
    public static Optional<String> damage(Path checkpoint) {
        Path metadata = checkpoint.resolve("_metadata");
        try (DataInputStream input = new DataInputStream(new BufferedInputStream(Files.newInputStream(metadata)))) {
            if (Files.size(metadata) == 0) {
                return Optional.of(metadata + " is empty");
            }
            CheckpointMetadata read = Checkpoints.loadCheckpointMetadata(
                    input,
                    CheckpointFiles.class.getClassLoader(),
                    checkpoint.toUri().toString());
            return read.getOperatorStates().stream()
                    .flatMap(CheckpointFiles::states)
                    .flatMap(CheckpointFiles::files)
                    .flatMap(file -> damage(file).stream())
                    .findFirst();
        } catch (IOException | RuntimeException unreadable) {
            return Optional.of(metadata + " cannot be read: " + unreadable.getMessage());
        }
    }

    private static Stream<StateObject> states(OperatorState operator) {
        return operator.getStates().stream().flatMap(CheckpointFiles::states);
    }

    private static Stream<StateObject> states(OperatorSubtaskState subtask) {
        return Stream.of(
                        subtask.getManagedKeyedState(),
                        subtask.getRawKeyedState(),
                        subtask.getManagedOperatorState(),
                        subtask.getRawOperatorState())
                .flatMap(states -> states.stream().map(StateObject.class::cast));
    }

    private static Stream<FileStateHandle> files(StateObject state) {
        if (state instanceof IncrementalRemoteKeyedStateHandle incremental) {
            Stream<StreamStateHandle> parts = Stream.concat(
                            incremental.getSharedState().stream(), incremental.getPrivateState().stream())
                    .map(part -> part.getHandle());
            return Stream.concat(parts, Stream.of(incremental.getMetaDataStateHandle()))
                    .flatMap(CheckpointFiles::files);
        }
        return state instanceof FileStateHandle file ? Stream.of(file) : delegate(state);
    }

    private static Stream<FileStateHandle> delegate(StateObject state) {
        if (state instanceof org.apache.flink.runtime.state.OperatorStreamStateHandle operator) {
            return files(operator.getDelegateStateHandle());
        }
        return Stream.empty();
    }

    private static Optional<String> damage(FileStateHandle handle) {
        Path file = Path.of(handle.getFilePath().toUri().getPath());
        try {
            long size = Files.size(file);
            return size < handle.getStateSize()
                    ? Optional.of(file + " has " + size + " bytes of " + handle.getStateSize())
                    : Optional.empty();
        } catch (IOException missing) {
            return Optional.of(file + " is missing");
        }
    }
}
