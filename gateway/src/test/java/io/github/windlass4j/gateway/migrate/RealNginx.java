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
    private static void write(Path folder, int port, int echo, String servers) throws IOException {
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
                  server { listen 127.0.0.1:%3$d; location / { return 200 "$http_x_service $request_uri"; } }
                  %4$s
                }
                """.formatted(
                        folder,
                        temporary,
                        echo,
                        servers.replace("@PORT@", Integer.toString(port)).replace("@ECHO@", Integer.toString(echo))));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
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
        write(folder, freePort(), freePort(), servers);
        return command(nginx, folder, "-t").start().waitFor() == 0;
    }

    /** Starts it and waits until it answers. */
    static RealNginx start(Path nginx, Path folder, String servers) throws IOException, InterruptedException {
        int port = freePort();
        write(folder, port, freePort(), servers);
        Process process = command(nginx, folder).start();
        RealNginx started = new RealNginx(process, port);
        while (process.isAlive()) {
            try {
                started.get("up.example.com", "/");
                return started;
            } catch (IOException notYet) {
                process.waitFor(20, TimeUnit.MILLISECONDS);
            }
        }
        throw new IOException(Files.readString(folder.resolve("output")));
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
