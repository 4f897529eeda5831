package io.github.windlass4j.core.mint;

import io.github.windlass4j.core.cert.Extension;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Extensions chosen so far, and the kinds that must not be added on issuing. */
record ExtensionList(List<Extension> extensions, Set<String> removed) {
    static final ExtensionList EMPTY = new ExtensionList(List.of(), Set.of());

    ExtensionList {
        extensions = List.copyOf(extensions);
        removed = Set.copyOf(removed);
    }

    /** In the place of the first of its kind, else behind the others. */
    ExtensionList set(Extension extension) {
        List<Extension> all = new ArrayList<>(extensions);
        int at = all.stream().map(Extension::oid).toList().indexOf(extension.oid());
        if (at < 0) {
            all.add(extension);
        } else {
            all.set(at, extension);
        }
        return new ExtensionList(all, removed);
    }

    ExtensionList add(Extension extension) {
        List<Extension> all = new ArrayList<>(extensions);
        all.add(extension);
        return new ExtensionList(all, removed);
    }

    ExtensionList critical(String oid, boolean critical) {
        Extension found = extensions.stream()
                .filter(extension -> extension.oid().equals(oid))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("extension " + oid + " is not set yet"));
        return set(new Extension(oid, critical, found.value()));
    }

    ExtensionList without(String oid) {
        Set<String> all = new HashSet<>(removed);
        all.add(oid);
        return new ExtensionList(
                extensions.stream()
                        .filter(extension -> !extension.oid().equals(oid))
                        .toList(),
                all);
    }

    /** True if issuing may add an extension of this kind. */
    boolean wants(String oid) {
        return !removed.contains(oid)
                && extensions.stream().noneMatch(extension -> extension.oid().equals(oid));
    }
}
