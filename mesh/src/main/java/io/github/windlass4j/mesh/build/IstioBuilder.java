package io.github.windlass4j.mesh.build;

import io.github.windlass4j.manifest.build.RefusedObjectException;
import io.github.windlass4j.manifest.build.ResourceBuilder;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.schema.SchemaVerdict;
import io.github.windlass4j.manifest.schema.Schemas;
import io.github.windlass4j.mesh.istio.IstioKind;
import io.github.windlass4j.mesh.istio.IstioObject;
import io.github.windlass4j.mesh.validate.Complaint;
import io.github.windlass4j.mesh.validate.IstioSchemas;
import io.github.windlass4j.mesh.validate.Webhook;
import java.util.List;
import java.util.Optional;

/**
 * An object of one of Istio's kinds while it is put together.
 *
 * @param <V> view of the built object
 * @param <B> the builder itself
 */
public abstract class IstioBuilder<V extends IstioObject, B extends IstioBuilder<V, B>> extends ResourceBuilder<V, B> {
    private final IstioKind<V> kind;

    IstioBuilder(IstioKind<V> kind, String namespace, String name) {
        super(kind.group() + "/" + kind.versions().get(0), kind.kind(), namespace, name);
        this.kind = kind;
    }

    /**
     * Writes it in another version of its kind.
     *
     * @param version such as {@code v1beta1}; without this the newest one
     * @return this builder
     */
    public B version(String version) {
        return apiVersion(kind.group() + "/" + version);
    }

    /**
     * The object, held against the bundled definitions and istiod's webhook.
     *
     * @return a view of the object as written, without defaults
     * @throws RefusedObjectException when one of them would refuse it, or a field would be dropped
     */
    public V build() {
        return build(Bundled.SCHEMAS);
    }

    /**
     * The object, held against other definitions and istiod's webhook.
     *
     * @param definitions such as those of the cluster's own release
     * @return a view of the object as written, without defaults
     * @throws RefusedObjectException when one of them would refuse it, or a field would be dropped
     */
    public V build(Schemas definitions) {
        Resource object = unchecked();
        SchemaVerdict verdict = definitions.create(object);
        Optional<Webhook.Answer> webhook = Webhook.review(object);
        List<String> more = webhook.map(Webhook.Answer::errors).orElse(List.of()).stream()
                .map(Complaint::toString)
                .toList();
        if (!verdict.isAccepted() || !verdict.dropped().isEmpty() || !more.isEmpty()) {
            throw new RefusedObjectException(object, verdict, more);
        }
        return view(object);
    }

    @Override
    protected V view(Resource resource) {
        return kind.view().apply(resource);
    }

    /** Read once: definitions are immutable and compiled when they are first asked for. */
    private static final class Bundled {
        static final Schemas SCHEMAS = IstioSchemas.shipped();
    }
}
