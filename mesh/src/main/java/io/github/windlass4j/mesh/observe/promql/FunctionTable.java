package io.github.windlass4j.mesh.observe.promql;

import io.github.windlass4j.core.knowledge.KnowledgeReader;
import io.github.windlass4j.core.knowledge.Source;
import io.github.windlass4j.core.knowledge.SourceRef;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * The functions of PromQL.
 *
 * @param asOf day on which they were last compared
 * @param sources where they are defined
 * @param source the one they all come from
 * @param functions by name
 */
record FunctionTable(
        LocalDate asOf, List<Source> sources, @SourceRef String source, Map<String, Signature> functions) {
    /**
     * @param arguments their types
     * @param variadic how many of the last arguments may be left out (the last type may also repeat that often);
     *     -1 = the last type stands for any number
     * @param returns type of the value
     */
    record Signature(List<ValueType> arguments, int variadic, ValueType returns) {
        int least() {
            return variadic == 0 ? arguments.size() : arguments.size() - 1;
        }

        int most() {
            return variadic < 0 ? Integer.MAX_VALUE : variadic == 0 ? arguments.size() : least() + variadic;
        }

        ValueType argument(int index) {
            return arguments.get(Math.min(index, arguments.size() - 1));
        }
    }

    private static final String RESOURCE = "functions.json";

    private static final class Shipped {
        static final FunctionTable TABLE = KnowledgeReader.shipped(
                FunctionTable.class.getResourceAsStream(RESOURCE), RESOURCE, FunctionTable.class);
    }

    static FunctionTable shipped() {
        return Shipped.TABLE;
    }
}
