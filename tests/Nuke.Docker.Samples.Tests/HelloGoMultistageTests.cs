namespace Nuke.Docker.Samples.Tests;

public sealed class HelloGoMultistageTests(SampleEngine engine)
    : SampleTest(engine, "hello-go-multistage", "golang", "alpine")
{
    static readonly string[] _images =
        ["hello-go-by-position", "hello-go-by-position-pattern", "hello-go-by-name", "hello-go-by-name-pattern"];

    [Fact]
    public async Task BothFormsOfFromAreAsSmallAsThePattern()
    {
        var result = await BuildAsync("--docker-image-form", "both", "--docker-degree-of-parallelism", "1");

        var sizes = await Task.WhenAll(_images.Select(image => SizeOfAsync($"{image}:latest")));
        Assert.All(sizes, size => Assert.InRange(size, sizes[0] * 0.99, sizes[0] * 1.01));
        Assert.InRange(sizes[0], 1_000_000, 10_000_000);
        foreach (var image in _images)
            Assert.StartsWith(
                "Hello, reader! Compiled by go1.", await OutputOfAsync(image, "reader"), StringComparison.Ordinal);
        Assert.Matches(
            @"hello-go-by-name: \d{3} MB → \d\.\d+ MB \(\d+(\.\d+)?×\), "
            + @"hello-go-by-name-pattern: \d{3} MB → \d\.\d+ MB \(\d+(\.\d+)?×\), as large as hello-go-by-name$",
            result.Summary("DockerImage"));
        Assert.Contains(
            "COPY --from=0 /myapp/helloworld /usr/local/bin/helloworld", result.Text, StringComparison.Ordinal);
        Assert.Contains(
            "COPY --from=builder /myapp/helloworld /usr/local/bin/helloworld", result.Text, StringComparison.Ordinal);
    }

    [Fact]
    public Task EitherBuilderMakesTheSame() =>
        AssertEitherBuilderMakesAsync(["hello-go-by-position", "hello-go-by-name"]);

    async Task<long> SizeOfAsync(string image)
    {
        var found = (await Engine.Contents.ImagesAsync(Stop)).Single(item => item.Names.Contains(image));
        return found.Json["Size"]!.GetValue<long>();
    }
}
