namespace Nuke.Docker.Machine;

/// <summary>A Java runtime, of the version that is the distribution's default.</summary>
sealed class JavaImage : PackageImage
{
    /// <summary>What runtimes depend on for scripts and pictures.</summary>
    public static IReadOnlyList<string> Unneeded { get; } =
        ["ca-certificates", "debconf", "dpkg", "fonts-", "java-common", "libperl", "perl"];

    public override string Repository => "eclipse-temurin";

    public override IReadOnlyList<string> Packages => ["default-jre-headless"];

    public override IReadOnlyList<string> Changes => ["ENV JAVA_HOME=/usr/lib/jvm/default-java"];

    protected override IReadOnlyList<string> LeftOut => Unneeded;

    protected override IReadOnlyDictionary<string, string> Links =>
        new Dictionary<string, string> { ["usr/bin/java"] = "../lib/jvm/default-java/bin/java" };
}
