package io.github.windlass4j.gateway.build;

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

    RefusedObjectException(Resource object, SchemaVerdict verdict) {
        super(message(object, verdict));
        this.errors = verdict.errors();
        this.dropped = verdict.dropped();
    }

    private static String message(Resource object, SchemaVerdict verdict) {
        String complaints = Stream.concat(
                        verdict.errors().stream().map(FieldError::message),
                        verdict.dropped().stream().map(field -> "unknown field \"" + field + "\""))
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
