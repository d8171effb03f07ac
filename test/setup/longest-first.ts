import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Starts with the projects that take longest, by the order of their names here, so that no core waits for them at the end. */
const FIRST = ['vscode', 'e2e', 'reports', 'ui-pages', 'cli-program'];

const rankOf = ({ project }: TestSpecification) =>
  (FIRST.indexOf(project.name) + FIRST.length + 1) % (FIRST.length + 1);

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.sort((one, other) => rankOf(one) - rankOf(other));
  }
}
