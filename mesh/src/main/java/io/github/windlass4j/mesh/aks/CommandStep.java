package io.github.windlass4j.mesh.aks;

/**
 * One step of a plan: text for a person or a pipeline. Nothing here runs it.
 *
 * @param title what it achieves
 * @param precondition what must hold before
 * @param command the command, with parameters as {@code $NAME}
 * @param check how to see that it worked
 */
public record CommandStep(String title, String precondition, String command, String check) {
    @Override
    public String toString() {
        return title + "\n  before: " + precondition + "\n  run:    " + command.replace("\n", "\n          ")
                + "\n  check:  " + check;
    }
}
