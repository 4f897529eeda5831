package io.github.windlass4j.examples.tour;

import io.github.windlass4j.truststore.store.UnreadableStoreException;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;

/** Starts the program that is named first; a file that it cannot use is told in one line, with exit code 2. */
public final class Tour {
    private Tour() {}

    public static void main(String[] arguments) throws Exception {
        int code = run(System.err, arguments);
        if (code != 0) {
            System.exit(code);
        }
    }

    static int run(PrintStream err, String... arguments) throws Exception {
        String name = arguments[0];
        try {
            Class.forName(Tour.class.getPackageName() + "." + name)
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
            return 0;
        } catch (ClassNotFoundException | NoSuchMethodException | NoClassDefFoundError e) {
            err.println(name + ": no such program; examples/tour/run lists them");
        } catch (InvocationTargetException failed) {
            Throwable why = failed.getCause();
            if (why instanceof FileSystemException file && file.getReason() == null) {
                String problem = file instanceof NoSuchFileException ? "no such file" : "cannot be read";
                err.println(name + ": " + file.getFile() + ": " + problem);
            } else if (why instanceof IOException
                    || why instanceof IllegalArgumentException
                    || why instanceof UnreadableStoreException) {
                err.println(name + ": " + why.getMessage());
            } else {
                throw failed;
            }
        }
        return 2;
    }
}
