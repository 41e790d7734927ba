package gallery;

import java.time.LocalDate;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Circles that are the same all day long. */
record Picture(LocalDate day) {
    String caption() {
        return "Circles of " + day;
    }

    /** Single quotes only: it becomes a string of JSON. */
    String svg() {
        var random = new Random(day.toEpochDay());
        return IntStream.range(0, 12)
            .mapToObj(i -> "<circle cx='%d' cy='%d' r='%d' fill='hsl(%d 70%% 60%%)'/>".formatted(
                random.nextInt(200), random.nextInt(100), 5 + random.nextInt(20), random.nextInt(360)))
            .collect(Collectors.joining("", "<svg viewBox='0 0 200 100'>", "</svg>"));
    }
}
