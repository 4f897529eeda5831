package io.github.windlass4j.mesh.validate;

import java.util.ArrayList;
import java.util.List;

/** Collects complaints in the order in which they arise. */
final class Review {
    private final List<Complaint> errors = new ArrayList<>();
    private final List<Complaint> warnings = new ArrayList<>();

    void error(At at, String message) {
        errors.add(new Complaint(at.path(), message, at.fields().at()));
    }

    void warn(At at, String message) {
        warnings.add(new Complaint(at.path(), message, at.fields().at()));
    }

    void warn(Complaint complaint) {
        warnings.add(complaint);
    }

    List<Complaint> errors() {
        return errors;
    }

    List<Complaint> warnings() {
        return warnings;
    }
}
