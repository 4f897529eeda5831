package io.github.windlass4j.gateway.migrate;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** An nginx of this machine, started with a configuration, on loopback. */
final class RealNginx implements AutoCloseable {
    private static final int MOST_PORTS = 3;

    private final Process process;
    private final int port;

    private RealNginx(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** The program, if the machine has one. */
    static Optional<Path> program() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.concat(Stream.of(path.split(":", -1)), Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(folder -> Path.of(folder, "nginx"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Servers may name two ports: {@code @PORT@} is the one to listen on, {@code @ECHO@} answers with what arrived there. */
    private static void write(Path folder, int[] ports, String servers) throws IOException {
        String port = Integer.toString(ports[0]);
        String echo = Integer.toString(ports[1]);
        String temporary = Stream.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
                .map(kind -> kind + "_temp_path " + folder.resolve(kind) + ";\n")
                .reduce("", String::concat);
        Files.writeString(folder.resolve("nginx.conf"), """
                daemon off;
                master_process off;
                pid %1$s/pid;
                error_log %1$s/error.log;
                events {}
                http {
                  access_log off;
                  port_in_redirect off;
                  server_names_hash_max_size 4096;
                  server_names_hash_bucket_size 128;
                  %2$s
                  server { listen 127.0.0.1:%3$s; location / { return 200 "$http_x_service $request_uri"; } }
                  %4$s
                }
                """.formatted(
                        folder, temporary, echo, servers.replace("@PORT@", port).replace("@ECHO@", echo)));
    }

    /** Two that nobody has now; somebody may take one before nginx does. */
    static int[] freePorts() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket one = new ServerSocket(0, 1, loopback);
                ServerSocket other = new ServerSocket(0, 1, loopback)) {
            return new int[] {one.getLocalPort(), other.getLocalPort()};
        }
    }

    private static ProcessBuilder command(Path nginx, Path folder, String... more) {
        List<String> command = new ArrayList<>(List.of(
                nginx.toString(),
                "-p",
                folder.toString(),
                "-e",
                folder.resolve("error.log").toString(),
                "-c",
                folder.resolve("nginx.conf").toString()));
        command.addAll(List.of(more));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
    }

    /** Whether nginx takes such servers at all. */
    static boolean accepts(Path nginx, Path folder, String servers) throws IOException, InterruptedException {
        write(folder, freePorts(), servers);
        return command(nginx, folder, "-t").start().waitFor() == 0;
    }

    /** Starts it and waits until it answers; on other ports if somebody took one meanwhile. */
    static RealNginx start(Path nginx, Path folder, String servers) throws IOException, InterruptedException {
        return start(nginx, folder, servers, RealNginx::freePorts);
    }

    /** Where it may listen. */
    interface Ports {
        int[] next() throws IOException;
    }

    static RealNginx start(Path nginx, Path folder, String servers, Ports ports)
            throws IOException, InterruptedException {
        String problem = "";
        for (int attempt = 0; attempt < MOST_PORTS; attempt++) {
            int[] free = ports.next();
            write(folder, free, servers);
            // Written once it listens: before that whoever has the port would answer.
            Path listening = folder.resolve("pid");
            Files.deleteIfExists(listening);
            Process process = command(nginx, folder).start();
            while (process.isAlive()) {
                if (Files.exists(listening) && Files.size(listening) > 0) {
                    return new RealNginx(process, free[0]);
                }
                process.waitFor(20, TimeUnit.MILLISECONDS);
            }
            problem = Files.readString(folder.resolve("output"));
            if (!problem.contains("Address already in use")) {
                break;
            }
        }
        throw new IOException(problem);
    }

    /** Status, Location and body of an answer. */
    record Answer(int status, String location, String body) {}

    Answer get(String host, String target) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String request = "GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            int end = text.indexOf("\r\n\r\n");
            if (end < 0) {
                throw new IOException("no answer");
            }
            String location = text.substring(0, end)
                    .lines()
                    .filter(line -> line.startsWith("Location: "))
                    .map(line -> line.substring("Location: ".length()))
                    .findFirst()
                    .orElse("");
            return new Answer(Integer.parseInt(text.substring(9, 12)), location, text.substring(end + 4));
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
