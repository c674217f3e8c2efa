import { ArgsType, Field, Int, ObjectType, type ClassType } from 'type-graphql';

/** The Relay arguments. `first` is checked where the page is read, so that the refusal can say why. */
@ArgsType()
export class PageArgs {
  @Field(() => Int, { nullable: true, defaultValue: 50, description: 'How many to give at most, from 1 to 500; null: the default.' })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Give what comes behind this cursor of an earlier page; null: begin at the beginning.' })
  after?: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'Where a page stands in the whole list.' })
export class PageInfo {
  @Field({ description: 'Whether more comes behind this page.' })
  hasNextPage!: boolean;

  @Field({ description: 'Whether something came before this page.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'The cursor of the first node; null when the page is empty.' })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'The cursor of the last node, to go on behind; null when the page is empty.' })
  endCursor!: string | null;
}

export interface Edge<Node> {
  node: Node;
  cursor: string;
}

export interface Connection<Node> {
  nodes: Node[];
  edges: Edge<Node>[];
  pageInfo: PageInfo;
}

/** The connection and edge types of a noun; `things` is its plural in a sentence. */
export function connectionOf<Node extends object>(NodeType: ClassType<Node>, name: string, things: string): ClassType<Connection<Node>> {
  @ObjectType(`${name}Edge`, { simpleResolvers: true, description: `One of the ${things} of a page, with its place in the list.` })
  class NounEdge implements Edge<Node> {
    @Field(() => NodeType, { description: 'What stands at this place.' })
    node!: Node;

    @Field({ description: 'Its place in the list, to be given as `after`.' })
    cursor!: string;
  }

  @ObjectType(`${name}Connection`, { simpleResolvers: true, description: `A page of ${things}, as the Relay specification has it.` })
  class NounConnection implements Connection<Node> {
    @Field(() => [NodeType], { description: `The ${things} of this page.` })
    nodes!: Node[];

    @Field(() => [NounEdge], { description: 'The same, each with its cursor.' })
    edges!: NounEdge[];

    @Field(() => PageInfo, { description: 'Where this page stands in the whole list.' })
    pageInfo!: PageInfo;
  }
  return NounConnection;
}
