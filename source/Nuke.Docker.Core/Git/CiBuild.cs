namespace Nuke.Docker.Git;

/// <summary>What a build server tells of the commit that it builds.</summary>
/// <param name="Commit">The commit's ID.</param>
/// <param name="Reference">The short name of its branch or tag, if the server tells it.</param>
/// <param name="Repository">The address of the repository without user info, if the server tells it.</param>
/// <param name="Workspace">The directory that it has been checked out to, if the server tells it.</param>
sealed record CiBuild(string Commit, string? Reference, string? Repository, string? Workspace)
{
    // Each server's variables, from its documentation. Who sets none of them is taken for no build server.
    static readonly Func<Func<string, string?>, CiBuild?>[] _servers =
    [
        // GitHub Actions: https://docs.github.com/actions/reference/workflows-and-actions/variables
        get => Of(get("GITHUB_SHA"), get("GITHUB_REF_NAME"), Join(
            get("GITHUB_SERVER_URL"), get("GITHUB_REPOSITORY")), get("GITHUB_WORKSPACE")),
        // GitLab: https://docs.gitlab.com/ci/variables/predefined_variables/
        get => Of(get("CI_COMMIT_SHA"), get("CI_COMMIT_REF_NAME"), get("CI_PROJECT_URL"), get("CI_PROJECT_DIR")),
        // Azure Pipelines: https://learn.microsoft.com/azure/devops/pipelines/build/variables
        get => Of(get("BUILD_SOURCEVERSION"), get("BUILD_SOURCEBRANCH"), get("BUILD_REPOSITORY_URI"), get(
            "BUILD_SOURCESDIRECTORY")),
        // Bitbucket: https://support.atlassian.com/bitbucket-cloud/docs/variables-and-secrets/
        get => Of(get("BITBUCKET_COMMIT"), get("BITBUCKET_TAG")
            ?? get("BITBUCKET_BRANCH"), get("BITBUCKET_GIT_HTTP_ORIGIN"), get("BITBUCKET_CLONE_DIR")),
        // CircleCI: https://circleci.com/docs/reference/variables/
        get => Of(get("CIRCLE_SHA1"), get("CIRCLE_TAG")
            ?? get("CIRCLE_BRANCH"), get("CIRCLE_REPOSITORY_URL"), get("CIRCLE_WORKING_DIRECTORY")),
        // Jenkins, git plugin: https://plugins.jenkins.io/git/#plugin-content-environment-variables
        get => Of(get("GIT_COMMIT"), Without("origin/", get("TAG_NAME") ?? get("GIT_BRANCH")), get("GIT_URL"), get(
            "WORKSPACE")),
        // TeamCity: https://www.jetbrains.com/help/teamcity/predefined-build-parameters.html
        get => Of(get("BUILD_VCS_NUMBER"), reference: null, repository: null, workspace: null),
    ];

    /// <summary>The server that runs this process.</summary>
    public static CiBuild? Current => Detect(Environment.GetEnvironmentVariable);

    /// <param name="variables">Looks a variable up.</param>
    public static CiBuild? Detect(Func<string, string?> variables) =>
        _servers.Select(server => server(name => variables(name) is { Length: > 0 } value ? value : null))
            .FirstOrDefault(build => build is not null);

    static CiBuild? Of(string? commit, string? reference, string? repository, string? workspace) =>
        commit is not null && GitReference.IsCommit(commit)
            ? new CiBuild(
                commit,
                Without("refs/tags/", Without("refs/heads/", reference)),
                repository is not null && GitSource.TryParse(repository, out var source) ? source!.Address : null,
                workspace)
            : null;

    static string? Join(string? server, string? repository) =>
        server is null || repository is null ? null : $"{server}/{repository}";

    static string? Without(string prefix, string? name) =>
        name?.StartsWith(prefix, StringComparison.Ordinal) == true ? name[prefix.Length..] : name;
}
