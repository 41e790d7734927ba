package gallery;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/** The image API: {@code GET /today} answers with the picture of the day, as JSON. */
public final class Images {
    public static void main(String[] arguments) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(80), 0);
        server.createContext("/today", Images::answer);
        server.start();
        System.out.println("The image API listens");
    }

    private static void answer(HttpExchange exchange) throws IOException {
        var picture = new Picture(LocalDate.now());
        var json = "{\"caption\":\"%s\",\"svg\":\"%s\"}".formatted(picture.caption(), picture.svg());
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        try (var body = exchange.getResponseBody()) {
            body.write(bytes);
        }
    }
}
