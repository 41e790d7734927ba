using System.Text.Json.Nodes;

namespace Nuke.Docker.Samples.Tests;

public sealed class ByHandTests(SampleEngine engine) : SampleTest(engine, "by-hand", "alpine")
{
    // Mode, owner, type and link of everything, and the content of every file. Names in the directory are the order.
    const string Listing = """
        find / -xdev \( -path /proc -o -path /sys -o -path /dev -o -path /etc/hostname -o -path /etc/hosts -o -path /etc/resolv.conf \) -prune \
            -o -exec stat -c '%n %a %u:%g %F' {} + | sort
        find /srv /etc -xdev -type f \( -name hostname -o -name hosts -o -name resolv.conf -o -print \) | sort | xargs cat | sha256sum
        find / -xdev -type l -exec readlink {} + | sort | sha256sum
        """;

    [Fact]
    public Task EitherBuilderMakesTheSame() => AssertEitherBuilderMakesAsync(["by-dockerfile"]);

    [Fact]
    public async Task TheCommittedImageIsTheDockerfilesResult()
    {
        await BuildAsync();
        await BuildAsync("DockerImage");

        var byHand = await OutputOfAsync("by-hand", "sh", "-c", Listing);
        Assert.Contains("/srv/www/greeting.txt 644 0:0 regular file", byHand, StringComparison.Ordinal);
        Assert.Equal(await OutputOfAsync("by-dockerfile", "sh", "-c", Listing), byHand);
        Assert.Equal(
            "<h1>Made by hand</h1>\nHello, reader!",
            await OutputOfAsync("by-hand", "cat", "index.html", "greeting.txt"));
        Assert.Equal(await ConfigurationAsync("by-dockerfile"), await ConfigurationAsync("by-hand"));
    }

    [Fact]
    public async Task ASecondTimeLeavesNothingOfTheFirst()
    {
        await BuildAsync();
        Sample.Repository.Write("index.html", "changed\n");

        var result = await BuildAsync();

        Assert.Matches("^by-hand: sha256:[0-9a-f]{12}$", result.Summary("ByHand"));
        Assert.Equal("changed", await OutputOfAsync("by-hand", "cat", "index.html"));
    }

    /// <summary>The configuration without the definition's name, and without what is neither absent nor
    /// anything.</summary>
    async Task<string> ConfigurationAsync(string image)
    {
        var configuration = (await Engine.Client.GetAsync($"images/{image}/json", Stop))["Config"]!.AsObject();
        configuration["Labels"]!.AsObject().Remove("nuke.docker.image");
        return string.Join('\n', configuration
            .Where(property => property.Key is not ("Hostname" or "Image" or "ArgsEscaped"))
            .Where(property => $"{property.Value}" is not ("" or "[]" or "{}" or "false"))
            .OrderBy(property => property.Key)
            .Select(property => $"{property.Key}: {Ordered(property.Value)}"));
    }

    static string Ordered(JsonNode? value) => value is JsonObject properties
        ? string.Join(
            ' ', properties.OrderBy(property => property.Key).Select(property => $"{property.Key}={property.Value}"))
        : $"{value}";
}
