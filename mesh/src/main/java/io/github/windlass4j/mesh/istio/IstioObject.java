package io.github.windlass4j.mesh.istio;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.ObjectView;

/** What the views of Istio's kinds share. Fields that no view names are in {@link #spec()}. */
public interface IstioObject extends ObjectView {
    /**
     * The specification.
     *
     * @return a view of {@code spec}, empty when absent
     */
    default Fields spec() {
        return resource().spec();
    }
}
