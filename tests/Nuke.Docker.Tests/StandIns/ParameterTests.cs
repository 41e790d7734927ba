using Nuke.Docker.Tests.Builds.StandIns;

namespace Nuke.Docker.Tests.StandIns;

public class ParameterTests
{
    [Fact]
    public async Task ParametersKeepTheirDefaults()
    {
        var result = await BuildProcess.RunAsync<ParameterBuild>();

        Assert.Equal(
            [
                "[INF] Tag=latest Layers=3",
                "[INF] Level=Low Key=null Switch=null Day=Friday",
                "[INF] Numbers= Names=",
                "[INF] Source=null Password=null",
            ],
            result.Logged);
    }

    [Fact]
    public async Task ValuesAreConvertedToTheTypeOfTheMember()
    {
        using var repository = new BuildRepository();
        var result = await BuildProcess.RunAsync<ParameterBuild>(
            repository,
            "Show",
            "--level", "high", "--my-nuget-api-key", "k", "--switch", "--day", "monday",
            "--image-tag", "v1", "-IMAGELAYERS", "4", "--image-layers", "5",
            "--numbers", "1", "2", "3", "--names", "a+b", "--source", "x/../y", "--unknown", "ignored");

        Assert.Equal(
            [
                "[INF] Tag=v1 Layers=5",
                "[INF] Level=High Key=k Switch=True Day=Monday",
                "[INF] Numbers=1,2,3 Names=a,b",
                $"[INF] Source={Path.Combine(repository.Path, "y")} Password=null",
            ],
            result.Logged);
    }

    [Fact]
    public async Task CommandLinePrecedesEnvironmentPrecedesProfilesPrecedesFile()
    {
        using var repository = new BuildRepository();
        repository.Write(
            ".nuke/parameters.json",
            """
            {
              // Comments are allowed.
              "Level": "High", "MyNuGetApiKey": "file", "ImageTag": "file", "Day": "Sunday",
              "Numbers": [1, 2], "Source": "sub/file", "ImageLayers": 9
            }
            """);
        repository.Write(".nuke/parameters.one.json", """{ "ImageTag": "one", "Day": "Monday" }""");
        repository.Write(".nuke/parameters.two.json", """{ "Day": "Tuesday" }""");
        repository.Environment["NUKE_MY_NUGET_API_KEY"] = "environment";
        repository.Environment["ImageTag"] = "environment";

        var result = await BuildProcess.RunAsync<ParameterBuild>(
            repository, "--profile", "one", "two", "--image-tag", "command line");

        Assert.Equal(
            [
                "[INF] Tag=command line Layers=9",
                "[INF] Level=High Key=environment Switch=null Day=Tuesday",
                "[INF] Numbers=1,2 Names=",
                $"[INF] Source={Path.Combine(repository.Path, "sub/file")} Password=null",
            ],
            result.Logged);
    }

    [Fact]
    public async Task TwoVariablesForOneParameterAreNone()
    {
        using var repository = new BuildRepository();
        repository.Environment["IMAGE_TAG"] = "one";
        repository.Environment["NUKE_IMAGE_TAG"] = "two";

        var result = await BuildProcess.RunAsync<ParameterBuild>(repository);

        Assert.Equal("[WRN] Could not resolve ImageTag since multiple values are provided", result.Logged[0]);
        Assert.Contains("[INF] Tag=latest Layers=3", result.Logged);
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public async Task ValueThatDoesNotConvertIsOnlyAWarning()
    {
        var result = await BuildProcess.RunAsync<ParameterBuild>("Show", "--day", "someday");

        Assert.Contains(
            """
            [WRN] Could not inject value for ParameterBuild.Day
            System.Exception: Resolving argument 'Day' failed.
            Value 'someday' could not be converted to 'DayOfWeek?'
            Arguments were:
              [0] = Show
              [1] = --day
              [2] = someday
            """,
            result.Text,
            StringComparison.Ordinal);
        Assert.Contains("[INF] Level=Low Key=null Switch=null Day=Friday", result.Logged);
        Assert.Contains("[WRN] : Could not inject value for ParameterBuild.Day", result.Lines);
        Assert.Equal(0, result.ExitCode);
    }

    /// <summary>Encrypted with <c>openssl enc -aes-256-cbc</c>; key and vector from PBKDF2 with SHA-256, 10,000
    /// rounds.</summary>
    [Theory]
    [InlineData("a long password", "swordfish")]
    [InlineData("a wrong password", "null")]
    public async Task SecretsOfFilesAreDecrypted(string password, string expected)
    {
        using var repository = new BuildRepository();
        repository.Write(".nuke/parameters.json", """{ "Password": "v1:v6vEUr8iy+zYfAd7ElKXMw==" }""");
        repository.Environment["PARAMS_KEY"] = password;

        var result = await BuildProcess.RunAsync<ParameterBuild>(repository);

        Assert.Equal(
            $"[INF] Source=null Password={expected}",
            result.Logged.Last(x => x.Contains("Password=", StringComparison.Ordinal)));
        Assert.Equal(
            expected == "null",
            result.Text.Contains("Could not decrypt 'Password' with provided password", StringComparison.Ordinal));
    }

    [Fact]
    public async Task RootIsWhereTheArgumentSays()
    {
        using var repository = new BuildRepository();
        using var elsewhere = new BuildRepository();

        var result = await BuildProcess.RunAsync<OrderBuild>(repository, "--root", elsewhere.Path);

        Assert.Equal(0, result.ExitCode);
        Assert.True(File.Exists(Path.Combine(elsewhere.Path, ".nuke/temp/build.log")));
        Assert.False(Directory.Exists(Path.Combine(repository.Path, ".nuke/temp")));
    }
}
