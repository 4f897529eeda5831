package io.github.windlass4j.manifest.build;

import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.schema.FieldError;
import io.github.windlass4j.manifest.schema.SchemaVerdict;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An object was built that the API server would refuse, or store only in part. */
public final class RefusedObjectException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<FieldError> errors;
    private final transient List<String> dropped;

    /**
     * What is said of an object.
     *
     * @param object the object
     * @param verdict what its definition says
     * @param more what else would refuse it, such as a webhook of its API; empty for nothing
     */
    public RefusedObjectException(Resource object, SchemaVerdict verdict, List<String> more) {
        super(message(object, verdict, more));
        this.errors = verdict.errors();
        this.dropped = verdict.dropped();
    }

    private static String message(Resource object, SchemaVerdict verdict, List<String> more) {
        String complaints = Stream.of(
                        verdict.errors().stream().map(FieldError::message),
                        verdict.dropped().stream().map(field -> "unknown field \"" + field + "\""),
                        more.stream())
                .flatMap(complaint -> complaint)
                .collect(Collectors.joining("; "));
        return object.ref() + ": "
                + verdict.fold(stored -> complaints, refused -> complaints, SchemaVerdict.NoMatch::message);
    }

    /**
     * What the API server would say.
     *
     * @return its complaints; empty when it would store the object without some fields, or does not know the kind
     */
    public List<FieldError> errors() {
        return errors;
    }

    /**
     * Fields that the API server would drop.
     *
     * @return their paths
     */
    public List<String> dropped() {
        return dropped;
    }
}
