package shopstream.recommender.own;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import shopstream.contracts.yaml.Place;

/**
 * One of two towers, as the shop declares it.
 *
 * @param model the ONNX file
 * @param output by its name in the model; of a model with one output it need not be said
 * @param place where the tower is declared
 */
record TowerDeclaration(Path model, List<Input> inputs, Optional<String> output, Place place) {
    TowerDeclaration {
        inputs = List.copyOf(inputs);
    }

    /**
     * What an input of the model is filled with.
     *
     * @param name in the model
     * @param length how many values of a list there are; what the model says, where it is not said
     * @param newestLast whether lists end with what is newest; else they begin with it
     * @param vocabulary a file whose lines are the values, by whose numbers the model knows them
     * @param first the number of the vocabulary's first line
     * @param missing stands for what is not known or not there
     */
    record Input(
            String name,
            TowerFeature feature,
            Optional<Integer> length,
            boolean newestLast,
            Optional<Path> vocabulary,
            long first,
            Optional<String> missing,
            Place place) {}
}
